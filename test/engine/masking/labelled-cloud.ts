const raw = String.raw;

/** Clouds, pipelines and clusters, where the keys are. The notation is that of labelled-lines.ts. */
export const labelledCloud: Readonly<Record<string, string>> = {
  aws: raw`
botocore DEBUG credentials access_key=⟦SECRET|@awsId⟧ region eu-central-1
AWS_SECRET_ACCESS_KEY=⟦SECRET|@awsSecret⟧ AWS_REGION=us-east-1
{"accessKeyId":"⟦SECRET|@awsTemporary⟧","secretAccessKey":"⟦SECRET|@awsSecret⟧","expiration":"2026-03-14T04:12:00Z"}
InvalidAccessKeyId: The key ⟦SECRET|@awsId⟧ does not exist in our records (Service: Amazon S3; Status Code: 403)
sts:AssumeRole arn:aws:iam::123456789012:role/deploy sourceIp=⟦IP|203.0.113.61⟧ userAgent=aws-cli/2.15.0
GET /bucket/o?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=⟦SECRET|@hex⟧&X-Amz-Date=20260314T031200Z 403
ssh: connect to host ip-⟦IP|10-0-12-7⟧.eu-central-1.compute.internal port 22: Connection timed out
REPORT RequestId: 8f507cfc-2d54-4b1f-8b40-1f5e5d4f1a2b Duration: 102.25 ms Billed Duration: 103 ms Memory Size: 128 MB
START RequestId: 0b8c1b3e-9a77-4d0c-b6a1-5b9f7b3a9c11 Version: $LATEST
i-0abcd1234ef567890 vpc-0123456789abcdef0 subnet-9d4a7b6c stopped
arn:aws:lambda:eu-central-1:123456789012:function:resize:17 throttled
ETag: "9b2cf535f27731c974343645a3985328" x-amz-request-id: 4442587FB7D0A2F9
arn:aws:s3:::logs-2026/2026/03/14/part-00000.gz 1048576 bytes
EBS vol-049df61146c4d7901 at 98.7 % of 3000 IOPS`,
  "google and azure": raw`
request to maps failed: key=⟦SECRET|@google⟧ status REQUEST_DENIED
oauth2: refresh ok access_token=⟦SECRET|@googleToken⟧ expires_in=3599
client_secret=⟦SECRET|@googleClient⟧ project=shop-prod
{"type":"service_account","private_key":"⟦PRIVATE_KEY|@pem⟧","project_id":"shop"}
DefaultEndpointsProtocol=https;AccountName=shopstore;AccountKey=⟦SECRET|@azureStorage⟧;EndpointSuffix=core.windows.net
ClientSecretCredential failed for tenant 72f988bf-86f1-41af-91ab-2d7cd011db47 with ⟦SECRET|@azureSecret⟧
Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=⟦SECRET|@azureStorage⟧
GET https://shopstore.blob.core.windows.net/c/b?sv=2022-11-02&se=2026-03-15&sig=⟦SECRET|@azureSignature⟧ 403
AADSTS50126: Invalid username or password. Trace ID: 3f1b1e6a-6e3a-4a8a-8a0b-0f2b6e0f1a00 Timestamp: 2026-03-14 03:12:00Z
projects/shop-prod/locations/europe-west3/clusters/main/operations/operation-1710386400123-5f0d1c2b
Cloud Run revision api-00042-xyz ready in 4.2s
gke-main-pool-1-8a6c1d2f-x7k2 Preempted at 2026-03-14T03:12:00.000Z
Azure Functions host version 4.28.5.22962 started in 812 ms
insertId: "1kq0zyzf2b3c4d", severity: ERROR, httpRequest.status=503
subscription 8d1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b quota 87 of 100 cores
Pub/Sub ack deadline exceeded 17 times, oldest message 4711 s`,
  pipelines: raw`
remote: https://⟦SECRET|@github⟧@github.com/acme/shop.git
Cloning with token ⟦SECRET|@githubApp⟧ into /builds/acme/shop
git push https://oauth2:⟦SECRET|@gitlab⟧@gitlab.example.com/acme/shop.git failed
env GITHUB_TOKEN=⟦SECRET|@githubFine⟧ CI=true
register-runner --token ⟦SECRET|@gitlabRunner⟧ --executor docker
npm ERR! //npm.shop.example/:_authToken=⟦SECRET|@npm⟧
twine upload -u __token__ -p ⟦SECRET|@pypi⟧ dist/shop-1.4.2.tar.gz
HF_TOKEN=⟦SECRET|@huggingFace⟧ python train.py --epochs 3
curl -u ⟦SECRET|deployer:hunter2Hunter⟧ https://nexus.example.com/repository
commit 9fceb02d0ae598e95dc970b74767f19372d61af8 by ⟦EMAIL|dev+ci@acme.example⟧
docker login -u ci --password ⟦SECRET|Tr0ub4dor⟧ registry.example.com
[Pipeline] sh + make -j8 build, exit code 2
Digest: sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
added 1432 packages, and audited 1433 packages in 41s, lodash@4.17.21 react@18.2.0
HEAD is now at 3f2a9b1 Merge pull request #482 from acme/fix-login
npm WARN deprecated core-js@2.6.12: core-js@<3.23.3 is no longer maintained
Downloading shop-core-1.2.3.4.jar (1.4 MB at 12.3 MB/s)
PASS test/login.test.ts (12.3 s) 42 passed, 0 failed, 3 skipped
cache key: node-modules-v3-9b2cf535f27731c974343645a3985328 restored
Using python 3.11.7, pip 24.0, setuptools 69.0.3
coverage: 87.4 % of statements, threshold 85`,
  kubernetes: raw`
E0314 03:12:00.123456 1 reflector.go:138] Get "https://⟦IP|10.96.0.1⟧:443/api/v1/pods": dial tcp ⟦IP|10.96.0.1⟧:443: i/o timeout
kubelet: Authorization: Bearer ⟦SECRET|@jwt⟧
User "⟦USER|carla.mendes⟧" cannot list resource "pods" in API group "" in the namespace "shop"
Liveness probe failed: Get "http://⟦IP|10.244.3.17⟧:8080/healthz": context deadline exceeded
etcd: rejected connection from "⟦IP|10.0.0.12⟧:48710" (error "EOF", ServerName "")
vault: token ⟦SECRET|@vault⟧ renewed, ttl 768h
env: DATABASE_URL=postgres://⟦SECRET|shop:Pa55w0rd⟧@db.shop.svc:5432/shop
Endpoint added: [⟦IP|fd00:10:244::5⟧]:9376 for service shop/api
Successfully assigned shop/api-7c9d8f6b5-x2kqp to node-3
Back-off restarting failed container api in pod api-7c9d8f6b5-x2kqp_shop(0e6b6e2c-1a53-4a54-8a53-6a3c1f5b4d21)
MountVolume.SetUp failed for volume "certs" : secret "web-tls" not found
Pulled image "registry.example.com/shop/api:1.4.2-rc.3" in 3.412s
CPU throttling 37.5 %, limits 500m, requests 250m
Scaled deployment api to 3, revision 42, resourceVersion 118273645
I0314 03:12:00.999999 1 leaderelection.go:258] successfully acquired lease kube-system/kube-scheduler
OOMKilled exit code 137 restart count 12 containerID containerd://9b2cf535f27731c974343645a3985328aa11`,
  "model servers": raw`
openai.AuthenticationError: Incorrect API key provided: ⟦SECRET|@openAi⟧
{"model":"llama3.1","api_key":"⟦SECRET|@openAiOld⟧","prompt_tokens":512,"completion_tokens":64}
POST /v1/chat/completions from ⟦IP|192.168.40.2⟧:52210 Authorization=Bearer ⟦SECRET|@openAiOld⟧
hub: 401 for token ⟦SECRET|@huggingFace⟧
user=⟦USER|yuki⟧ quota exceeded, 100000 tokens per minute
max_tokens: 1024 temperature: 0.7 top_p: 0.95
Throughput: 1234.5 tokens/s, KV cache usage: 87.3 %
token_type=bearer prompt_token=512 total_tokens=576
Loading model weights took 14.9888 GB in 12.345678 seconds
CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 23.69 GiB total capacity)
Avg prompt throughput: 88.1 tokens/s, Running: 4 reqs, Swapped: 0 reqs
model meta-llama/Llama-3.1-70B-Instruct revision 945c8663693130f8be2ee66210e062158b2a9693`,
};
