#!/bin/sh
# Makes the certificates of the hostile web again: `sh make.sh`. One key serves all leaves.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
always=20200101000000Z never=21251231000000Z

cat > "$work/ca.conf" <<END
[ca]
default_ca=here
[here]
database=$work/db
new_certs_dir=$work
rand_serial=yes
default_md=sha256
policy=policy
unique_subject=no
[policy]
commonName=supplied
[req]
distinguished_name=policy
END

# sign NAME KEY ISSUER FROM TO EXTENSION…: $work/NAME.pem; the issuer "self" signs itself.
sign() {
  name=$1 key=$2 issuer=$3 from=$4 to=$5
  shift 5
  { echo subjectKeyIdentifier=hash; printf '%s\n' "$@"; } > "$work/extensions"
  : > "$work/db"
  openssl req -new -config "$work/ca.conf" -key "$key" -subj "/CN=Hostile $name" -out "$work/request"
  if [ "$issuer" = self ]; then set -- -selfsign -keyfile "$key"
  else set -- -cert "$work/$issuer.pem" -keyfile "$work/$issuer.key"; fi
  openssl ca -batch -notext -config "$work/ca.conf" -in "$work/request" "$@" \
    -extfile "$work/extensions" -startdate "$from" -enddate "$to" -out "$work/$name.pem"
}

authority() {
  openssl ecparam -name prime256v1 -genkey -noout -out "$work/$1.key"
  sign "$1" "$work/$1.key" "$2" "$always" "$never" \
    basicConstraints=critical,CA:TRUE keyUsage=critical,keyCertSign,cRLSign
}

# leaf NAME ISSUER SUBJECT_ALT_NAME [FROM [TO [CHAIN]]]: what a site sends, its chain included.
leaf() {
  sign "$1" key.pem "$2" "${4:-$always}" "${5:-$never}" "subjectAltName=$3" \
    basicConstraints=CA:FALSE keyUsage=critical,digitalSignature extendedKeyUsage=serverAuth \
    authorityKeyIdentifier=keyid
  cat "$work/$1.pem" ${6:+"$work/$6.pem"} > "$1.pem"
}

openssl ecparam -name prime256v1 -genkey -noout -out key.pem
authority root self
authority stranger self
authority between root
cp "$work/root.pem" root.pem
leaf good root IP:127.1.9.1,DNS:good.test
leaf expired root IP:127.1.9.2 "$always" 20210101000000Z
leaf other_name root DNS:elsewhere.test
leaf self_signed self IP:127.1.9.4
leaf unknown_authority stranger IP:127.1.9.5 "$always" "$never" stranger
leaf incomplete between IP:127.1.9.6
leaf not_yet root IP:127.1.9.7 21000101000000Z
