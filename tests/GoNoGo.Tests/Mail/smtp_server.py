"""A mail server that keeps what it gets: aiosmtpd, and the e-mail parser of Python's library. A line of JSON for each mail.

    smtp_server.py CERTIFICATE KEY
"""
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


def seen(envelope):
    message = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    return {
        "sender": envelope.mail_from,
        "recipients": envelope.rcpt_tos,
        "type": message.get_content_type(),
        "headers": {name: [str(value) for value in message.get_all(name)] for name in message.keys()},
        "defects": [str(defect) for part in message.walk() for defect in part.defects],
        "parts": [{"type": part.get_content_type(), "text": part.get_content()} for part in parts],
    }


class Keeper:
    async def handle_DATA(self, server, session, envelope):
        print(json.dumps(seen(envelope)), flush=True)
        return "250 2.0.0 Kept"


def is_known(server, session, envelope, mechanism, login):
    return AuthResult(success=login.login == b"gonogo" and login.password == b"let me send")


async def main(certificate, key):
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)

    def session():
        return SMTP(
            Keeper(), hostname="localhost", require_starttls=True, tls_context=tls,
            authenticator=is_known, auth_required=True, enable_SMTPUTF8=True)

    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await asyncio.to_thread(sys.stdin.read)  # Until the test lets go.


asyncio.run(main(*sys.argv[1:]))
