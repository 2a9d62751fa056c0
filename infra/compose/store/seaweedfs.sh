#!/bin/sh
# Written by `make manifests` from shared/contracts/store_users.py; change that. Passwords come from files.
# All on loopback, and haproxy beside it hands S3 on: who reaches the gRPC port of any part (that of S3 takes new users
# and policies from everybody) needs no password.
set -eu
umask 077
secrets=${SECRETS:-/run/secrets}
zhiping=$(cat "$secrets/storage_password_zhiping")
declaration=$(cat "$secrets/storage_password_declaration")
audit=$(cat "$secrets/storage_password_audit")
committee=$(cat "$secrets/storage_password_committee")
docgen=$(cat "$secrets/storage_password_docgen")
notify=$(cat "$secrets/storage_password_notify")
operator=$(cat "$secrets/storage_password_operator")
keeper=$(cat "$secrets/storage_password_keeper")
users=${TMPDIR:-/tmp}/users.json
cat > "$users" <<USERS
{
 "identities": [
  {
   "name": "zhiping",
   "credentials": [
    {
     "accessKey": "zhiping",
     "secretKey": "${zhiping}"
    }
   ],
   "actions": [
    "Admin"
   ]
  },
  {
   "name": "declaration",
   "credentials": [
    {
     "accessKey": "declaration",
     "secretKey": "${declaration}"
    }
   ],
   "policyNames": [
    "declaration"
   ]
  },
  {
   "name": "audit",
   "credentials": [
    {
     "accessKey": "audit",
     "secretKey": "${audit}"
    }
   ],
   "policyNames": [
    "audit"
   ]
  },
  {
   "name": "committee",
   "credentials": [
    {
     "accessKey": "committee",
     "secretKey": "${committee}"
    }
   ],
   "policyNames": [
    "committee"
   ]
  },
  {
   "name": "docgen",
   "credentials": [
    {
     "accessKey": "docgen",
     "secretKey": "${docgen}"
    }
   ],
   "policyNames": [
    "docgen"
   ]
  },
  {
   "name": "notify",
   "credentials": [
    {
     "accessKey": "notify",
     "secretKey": "${notify}"
    }
   ],
   "policyNames": [
    "notify"
   ]
  },
  {
   "name": "operator",
   "credentials": [
    {
     "accessKey": "operator",
     "secretKey": "${operator}"
    }
   ],
   "policyNames": [
    "operator"
   ]
  },
  {
   "name": "keeper",
   "credentials": [
    {
     "accessKey": "keeper",
     "secretKey": "${keeper}"
    }
   ],
   "policyNames": [
    "keeper"
   ]
  }
 ],
 "policies": [
  {
   "name": "declaration",
   "content": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/uploads/*\",\"arn:aws:s3:::zhiping/materials/*\",\"arn:aws:s3:::zhiping/photos/*\",\"arn:aws:s3:::zhiping/events/declaration/*\",\"arn:aws:s3:::zhiping/events/audit/*\",\"arn:aws:s3:::zhiping/events/committee/*\",\"arn:aws:s3:::zhiping/heads/declaration/*\"]},{\"Effect\":\"Allow\",\"Action\":[\"s3:PutObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/uploads/*\",\"arn:aws:s3:::zhiping/materials/*\",\"arn:aws:s3:::zhiping/photos/*\",\"arn:aws:s3:::zhiping/events/declaration/*\",\"arn:aws:s3:::zhiping/heads/declaration/*\"]},{\"Effect\":\"Allow\",\"Action\":[\"s3:DeleteObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/uploads/*\"]},{\"Effect\":\"Allow\",\"Action\":[\"s3:ListBucket\"],\"Resource\":[\"arn:aws:s3:::zhiping\"],\"Condition\":{\"StringLike\":{\"s3:prefix\":[\"uploads/*\"]}}}]}"
  },
  {
   "name": "audit",
   "content": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/events/declaration/*\",\"arn:aws:s3:::zhiping/events/audit/*\",\"arn:aws:s3:::zhiping/heads/audit/*\"]},{\"Effect\":\"Allow\",\"Action\":[\"s3:PutObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/events/audit/*\",\"arn:aws:s3:::zhiping/heads/audit/*\"]}]}"
  },
  {
   "name": "committee",
   "content": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/pool-uploads/*\",\"arn:aws:s3:::zhiping/pools/*\",\"arn:aws:s3:::zhiping/events/declaration/*\",\"arn:aws:s3:::zhiping/events/audit/*\",\"arn:aws:s3:::zhiping/events/committee/*\",\"arn:aws:s3:::zhiping/heads/committee/*\"]},{\"Effect\":\"Allow\",\"Action\":[\"s3:PutObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/pool-uploads/*\",\"arn:aws:s3:::zhiping/pools/*\",\"arn:aws:s3:::zhiping/events/committee/*\",\"arn:aws:s3:::zhiping/heads/committee/*\"]},{\"Effect\":\"Allow\",\"Action\":[\"s3:DeleteObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/pool-uploads/*\"]},{\"Effect\":\"Allow\",\"Action\":[\"s3:ListBucket\"],\"Resource\":[\"arn:aws:s3:::zhiping\"],\"Condition\":{\"StringLike\":{\"s3:prefix\":[\"pool-uploads/*\"]}}}]}"
  },
  {
   "name": "docgen",
   "content": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/photos/*\",\"arn:aws:s3:::zhiping/documents/*\",\"arn:aws:s3:::zhiping/opened/*\",\"arn:aws:s3:::zhiping/events/declaration/*\",\"arn:aws:s3:::zhiping/events/audit/*\",\"arn:aws:s3:::zhiping/events/committee/*\",\"arn:aws:s3:::zhiping/events/docgen/*\",\"arn:aws:s3:::zhiping/heads/declaration/*\",\"arn:aws:s3:::zhiping/heads/audit/*\",\"arn:aws:s3:::zhiping/heads/committee/*\",\"arn:aws:s3:::zhiping/heads/docgen/*\",\"arn:aws:s3:::zhiping/heads/notify/*\"]},{\"Effect\":\"Allow\",\"Action\":[\"s3:PutObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/documents/*\",\"arn:aws:s3:::zhiping/opened/*\",\"arn:aws:s3:::zhiping/events/docgen/*\",\"arn:aws:s3:::zhiping/heads/docgen/*\"]},{\"Effect\":\"Allow\",\"Action\":[\"s3:DeleteObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/documents/*\",\"arn:aws:s3:::zhiping/opened/*\"]},{\"Effect\":\"Allow\",\"Action\":[\"s3:ListBucket\"],\"Resource\":[\"arn:aws:s3:::zhiping\"],\"Condition\":{\"StringLike\":{\"s3:prefix\":[\"opened/*\",\"heads/declaration/*\",\"heads/audit/*\",\"heads/committee/*\",\"heads/docgen/*\",\"heads/notify/*\"]}}}]}"
  },
  {
   "name": "notify",
   "content": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/events/declaration/*\",\"arn:aws:s3:::zhiping/events/audit/*\",\"arn:aws:s3:::zhiping/events/committee/*\",\"arn:aws:s3:::zhiping/events/docgen/*\",\"arn:aws:s3:::zhiping/events/notify/*\",\"arn:aws:s3:::zhiping/heads/notify/*\"]},{\"Effect\":\"Allow\",\"Action\":[\"s3:PutObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/events/notify/*\",\"arn:aws:s3:::zhiping/heads/notify/*\"]}]}"
  },
  {
   "name": "operator",
   "content": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/heads/*\"]},{\"Effect\":\"Allow\",\"Action\":[\"s3:ListBucket\"],\"Resource\":[\"arn:aws:s3:::zhiping\"],\"Condition\":{\"StringLike\":{\"s3:prefix\":[\"heads/*\"]}}}]}"
  },
  {
   "name": "keeper",
   "content": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/documents/*\"]},{\"Effect\":\"Allow\",\"Action\":[\"s3:PutObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/documents/*\"]},{\"Effect\":\"Allow\",\"Action\":[\"s3:DeleteObject\"],\"Resource\":[\"arn:aws:s3:::zhiping/documents/*\"]},{\"Effect\":\"Allow\",\"Action\":[\"s3:ListBucket\"],\"Resource\":[\"arn:aws:s3:::zhiping\"],\"Condition\":{\"StringLike\":{\"s3:prefix\":[\"documents/*\"]}}}]}"
  }
 ]
}
USERS
exec weed server -dir=/data -ip=127.0.0.1 -ip.bind=127.0.0.1 -master.telemetry=false -filer -filer.disableHttp \
  -s3 -s3.allowedOrigins="${ORIGINS:-*}" \
  -s3.port=8333 -s3.port.iceberg=0 -s3.port.lance=0 -s3.autoCreateBucket=false \
  -s3.cert.file=/run/certificates/tls.crt -s3.key.file=/run/certificates/tls.key \
  -s3.config="$users"
