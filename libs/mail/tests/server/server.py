"""A mail server in a process of its own, for tests: aiosmtpd (Debian: python3-aiosmtpd), well-behaved or not.

    server.py MODE FOLDER [CERTIFICATE KEY]

It listens on a free port of 127.0.0.1 and says it in its first line ("PORT 12345"). What it takes lies in FOLDER as
N.eml (the message) and N.envelope (MAIL FROM, then RCPT TO, one a line). It ends when its standard input does.

    accept      takes everything
    starttls    takes everything, but only after STARTTLS (CERTIFICATE and KEY are needed)
    bounce      takes everything and then writes N.dsn: the report that its neighbour would send back
    greylist    says 451 to the first try of a recipient, takes the second
    refuse      says 550 to every recipient
    full        says 452 after the message
    spam        says 554 after the message
    hang        greets and is silent
    hang-data   is silent after the message
    nonsense    greets like another kind of server and answers every line with noise
    drop        closes the connection in the middle of the message
    mute        takes the connection and says nothing, not even a greeting
"""

import asyncio
import email.utils
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP

MODE, FOLDER = sys.argv[1], sys.argv[2]


class Handler:
    def __init__(self):
        self.count = 0
        self.seen = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if MODE == "refuse":
            return f"550 5.1.1 <{address}>: uzivatel neexistuje"
        if MODE == "greylist" and address not in self.seen:
            self.seen.add(address)
            return f"451 4.7.1 <{address}>: greylisted, try again"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        if MODE == "full":
            return "452 4.3.1 insufficient system storage"
        if MODE == "spam":
            return "554 5.7.1 message refused as spam"
        self.count += 1
        path = os.path.join(FOLDER, str(self.count))
        with open(path + ".envelope", "w") as file:
            file.write("\n".join([envelope.mail_from or "", *envelope.rcpt_tos]) + "\n")
        # Renamed at the end: whoever waits for the file finds it whole.
        with open(path + ".part", "wb") as file:
            file.write(envelope.original_content)
        if MODE == "bounce":
            with open(path + ".report", "wb") as file:
                file.write(report(envelope))
            os.rename(path + ".report", path + ".dsn")
        os.rename(path + ".part", path + ".eml")
        if MODE == "hang-data":
            await asyncio.sleep(3600)
        return "250 2.0.0 queued"


def report(envelope):
    """RFC 3464, in the words of a Postfix: the neighbour's server knew the recipient no more."""
    head = envelope.original_content.split(b"\r\n\r\n", 1)[0]
    return b"\r\n".join([
        b"Return-Path: <>",
        b"From: Mail Delivery System <MAILER-DAEMON@relay.example>",
        b"To: " + (envelope.mail_from or "").encode(),
        b"Subject: Undelivered Mail Returned to Sender",
        b"Date: " + email.utils.formatdate().encode(),
        b"Auto-Submitted: auto-replied",
        b"MIME-Version: 1.0",
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b0undary"',
        b"",
        b"--b0undary",
        b"Content-Type: text/plain; charset=us-ascii",
        b"",
        b"I'm sorry to have to inform you that your message could not be delivered.",
        b"",
        b"--b0undary",
        b"Content-Type: message/delivery-status",
        b"",
        b"Reporting-MTA: dns; relay.example",
        b"",
        b"Final-Recipient: rfc822; " + envelope.rcpt_tos[0].encode(),
        b"Action: failed",
        b"Status: 5.1.1",
        b"Diagnostic-Code: smtp; 550 5.1.1 unknown user",
        b"",
        b"--b0undary",
        b"Content-Type: text/rfc822-headers",
        b"",
        head,
        b"",
        b"--b0undary--",
        b"",
    ])


class Dropping(SMTP):
    """Breaks off in the middle of a message."""

    async def smtp_DATA(self, arg):
        await self.push("354 go on")
        await self._reader.readline()
        self.transport.abort()


async def nonsense(reader, writer):
    writer.write(b"HTTP/1.1 200 OK\r\nServer: teapot\r\n\r\n<html>\r\n")
    while await reader.readline():
        writer.write(b"\x00\xff\xfe neco uplne jineho \x1b[31m\r\n")


async def hang(reader, writer):
    if MODE == "hang":
        writer.write(b"220 test ESMTP\r\n")
    await asyncio.sleep(3600)


async def main():
    loop = asyncio.get_running_loop()
    if MODE == "nonsense":
        server = await asyncio.start_server(nonsense, "127.0.0.1", 0)
    elif MODE in ("hang", "mute"):
        server = await asyncio.start_server(hang, "127.0.0.1", 0)
    else:
        handler, options = Handler(), {"hostname": "test.example", "enable_SMTPUTF8": False}
        if MODE == "starttls":
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(sys.argv[3], sys.argv[4])
            options |= {"tls_context": context, "require_starttls": True}
        kind = Dropping if MODE == "drop" else SMTP
        server = await loop.create_server(lambda: kind(handler, **options), "127.0.0.1", 0)
    print("PORT", server.sockets[0].getsockname()[1], flush=True)
    # Ends with the test that started it, however that ends.
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(main())
