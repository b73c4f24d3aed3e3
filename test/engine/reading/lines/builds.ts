import { lineTable } from "./line-table.ts";

/** Builds, deployments, and how programs begin to say that they crashed. */
export const builds = lineTable(`
# Terraform
Error: No value for a variable
  level error; says No value for
│ Error: No value for a variable
  level error; says No value for
{"@level":"error","@message":"Error: shelf is missing","@module":"terraform.ui","@timestamp":"2026-03-14T03:12:00.123456Z","type":"diagnostic"}
  time 2026-03-14T03:12:00.123Z; level error; service terraform.ui; says Error: shelf is missing
# Ansible
fatal: [web1]: FAILED! => {"changed": false, "msg": "no such package"}
  level fatal; host web1; says FAILED! => 
[WARNING]: no inventory was parsed
  level warning; says no inventory
ok: [web1]
  host web1; says ok: [web1]
# GitLab CI
ERROR: Job failed: exit code 1
  level error; says Job failed
# GitLab (JSON)
{"severity":"WARN","time":"2026-03-14T03:12:00.123Z","correlation_id":"01HQA1B2C3","meta.user":"alice","message":"shelf is low"}
  time 2026-03-14T03:12:00.123Z; level warning; about request 01HQA1B2C3, user alice; says shelf is low
# GitHub Actions
2026-03-14T03:12:00.1234567Z ##[error]Process completed with exit code 1.
  time 2026-03-14T03:12:00.123Z; level error; says Process completed
##[warning]an action is old
  level warning; says an action is old
::error file=a.ts,line=7::shelf is empty
  level error; says file=a.ts
# Azure Pipelines
2026-03-14T03:12:00.1234567Z ##[section]Starting: Build
  time 2026-03-14T03:12:00.123Z; says ##[section]Starting
# Jenkins (pipeline)
[2026-03-14T03:12:00.123Z] ERROR: script returned exit code 1
  time 2026-03-14T03:12:00.123Z; level error; says script returned
[Pipeline] stage
  service Pipeline; says stage
# Maven
[ERROR] Failed to execute goal on project shop
  level error; says Failed to execute
[WARNING] a plugin is old
  level warning; says a plugin is old
[INFO] BUILD SUCCESS
  level info; says BUILD SUCCESS
# Gradle
2026-03-14T03:12:00.123+0100 [ERROR] [org.gradle.BuildFailure] the build broke
  time 2026-03-14T02:12:00.123Z; level error; service BuildFailure; says the build broke
> Task :compileJava FAILED
  says Task :compileJava FAILED
e: file:///srv/A.kt:7:3 no such name
  says e: file
w: file:///srv/A.kt:7:3 name is old
  says w: file
# npm
npm ERR! code ERESOLVE
  level error; says code ERESOLVE
npm error code E404
  level error; says code E404
npm WARN deprecated shelf@1.0.0
  level warning; says deprecated shelf
# yarn, pnpm
error Command failed with exit code 1.
  level error; says Command failed
➤ YN0001: │ Error: no such package
  says ➤ YN0001
# pip
ERROR: No version fits shelf==503
  level error; says No version fits
# Compilers
src/shelf.c:12:5: error: 'shelf' undeclared
  level error; says 'shelf' undeclared
src/shelf.c:12:5: warning: unused variable 'error'
  level warning; says unused variable
error[E0308]: mismatched types
  level error; says mismatched types
src/shelf.ts(12,5): error TS2304: no such name
  level error; says no such name
Shelf.cs(12,5): warning CS0168: never used
  level warning; says never used
make: *** [Makefile:7: all] Error 2
  level error; says make: ***
# Flutter, Xcode
❌  /srv/Shelf.swift:12:5: no such name
  level error; says /srv/Shelf.swift
# Argo, Helm
time="2026-03-14T03:12:00Z" level=fatal msg="no such application" application=orders
  time 2026-03-14T03:12:00Z; level fatal; service orders; says no such application
Error: UPGRADE FAILED: timed out
  level error; says UPGRADE FAILED
# Crash of Java
Exception in thread "main" java.lang.IllegalStateException: shelf is empty⏎⇥at com.shop.Shelf.count(Shelf.java:503)
  says Exception in thread
# Crash of Python
Traceback (most recent call last):⏎  File "/srv/a.py", line 503, in count⏎ShelfError: shelf is empty
  says Traceback
# Crash of Go
panic: runtime error: index out of range [7]⏎⏎goroutine 1 [running]:
  level fatal; says runtime error
fatal error: all goroutines are asleep - deadlock!
  level fatal; says all goroutines
# Crash of Rust
thread 'main' panicked at src/main.rs:12:5:⏎shelf is empty
  says thread 'main' panicked
# Crash of Node
/srv/a.js:12⏎    throw new Error("shelf is empty")⏎    ^⏎⏎Error: shelf is empty
  says /srv/a.js:12
TypeError: shelf is not a function⏎    at count (/srv/a.js:12:5)
  says TypeError
# Crash of .NET
Unhandled exception. System.InvalidOperationException: shelf is empty⏎   at Shop.Shelf.Count() in /srv/Shelf.cs:line 503
  says Unhandled exception
# Crash of Swift
Fatal error: Index out of range: file Swift/Array.swift, line 503
  level fatal; says Index out of range
# Crash of Ruby
/srv/a.rb:12:in 'count': shelf is empty (RuntimeError)
  says /srv/a.rb:12
# Crash of C and C++
Segmentation fault (core dumped)
  says Segmentation fault
terminate called after throwing an instance of 'std::runtime_error'
  says terminate called
# Crash of Elixir
** (RuntimeError) shelf is empty
  says ** (RuntimeError)
`);
