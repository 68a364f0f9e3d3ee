"""client.py - a server under test, and a client that can send anything."""

import json
import os
import re
import resource
import socket
import subprocess
import tempfile
import time

PATIENCE = float(os.environ.get("MIPSIA_PATIENCE", "20"))  # seconds until a silence is a failure


class Server:
    """echo_server with options; ends with the block."""

    def __init__(self, program, **options):
        self.log = tempfile.TemporaryFile()
        arguments = [f"{name}={value}" for name, value in options.items()]
        self.process = subprocess.Popen(
            [program] + arguments, stdout=subprocess.PIPE, stderr=self.log
        )
        self.address = options.get("address", "127.0.0.1")
        first = self.process.stdout.readline().decode()
        self.port = int(first.split()[1]) if first.startswith("port ") else None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
        self.wait()

    def wait(self):
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        return self.process.returncode

    def said(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def connect(self):
        return Client(self)

    def get(self, target, **headers):
        with self.connect() as client:
            return client.ask("GET", target, **headers)

    def gauge(self, name):
        found = re.search(rf"^{name} (\d+)", self.get("/metrics").text, re.M)
        return int(found.group(1))

    def until(self, name, value):
        """Waits until a gauge has the value."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.gauge(name) == value:
                return True
        return False

    def open_files(self):
        """What the process's descriptors point at."""
        folder = f"/proc/{self.process.pid}/fd"
        found = []
        for name in os.listdir(folder):
            try:
                found.append(os.readlink(f"{folder}/{name}"))
            except OSError:
                pass
        return found


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers  # list of (lower-case name, value)
        self.body = body

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)

    def header(self, name):
        return next((value for key, value in self.headers if key == name.lower()), None)

    def all(self, name):
        return [value for key, value in self.headers if key == name.lower()]


class Closed(Exception):
    """The server closed the connection before a whole answer."""


class Client:
    def __init__(self, server, tls=None):
        self.host = f"{server.address}:{server.port}"
        family = socket.AF_INET6 if ":" in server.address else socket.AF_INET
        self.socket = socket.socket(family)
        self.socket.settimeout(PATIENCE)
        self.socket.connect((server.address, server.port))
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_hostname="localhost")
        self.buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        """All of it, or as much as the server takes."""
        try:
            self.socket.sendall(data if isinstance(data, bytes) else data.encode())
            return True
        except (BrokenPipeError, ConnectionResetError):
            return False

    def request(self, method, target, body=None, **headers):
        lines = [f"{method} {target} HTTP/1.1", f"Host: {self.host}"]
        if body is not None and "transfer_encoding" not in headers:
            lines.append(f"Content-Length: {len(body)}")
        for name, value in headers.items():
            lines.append(f"{name.replace('_', '-')}: {value}")
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + (body or b"")

    def ask(self, method, target, body=None, **headers):
        self.send(self.request(method, target, body, **headers))
        return self.read(method == "HEAD")

    def more(self):
        try:
            data = self.socket.recv(65536)
        except ConnectionResetError:
            data = b""
        if not data:
            raise Closed(self.buffer)
        self.buffer += data

    def line(self):
        while b"\r\n" not in self.buffer:
            self.more()
        line, self.buffer = self.buffer.split(b"\r\n", 1)
        return line.decode("latin-1")

    def take(self, length):
        while len(self.buffer) < length:
            self.more()
        taken, self.buffer = self.buffer[:length], self.buffer[length:]
        return taken

    def read(self, is_head=False):
        status = int(self.line().split()[1])
        headers = []
        while line := self.line():
            name, value = line.split(": ", 1)
            headers.append((name.lower(), value))
        answer = Answer(status, headers, b"")
        if is_head or status in (100, 204, 304):
            return answer
        if answer.header("transfer-encoding") == "chunked":
            while size := int(self.line(), 16):
                answer.body += self.take(size)
                self.take(2)
            self.line()
        elif answer.header("content-length") is not None:
            answer.body = self.take(int(answer.header("content-length")))
        else:
            answer.body = self.rest()
        return answer

    def rest(self):
        """Everything until the server closes."""
        try:
            while True:
                self.more()
        except Closed:
            rest, self.buffer = self.buffer, b""
            return rest

    def is_open(self):
        """Serves another request."""
        try:
            return self.ask("GET", "/hello").status == 200
        except (Closed, OSError):
            return False

    def abort(self):
        """Closes with a reset."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.socket.close()


def allow_many_files():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
