#!/usr/bin/env python3
"""robust.py ECHO_SERVER [TEST...] - the HTTP core against clients of every kind.

Every test starts a server of its own, talks to it over real sockets and stops it; a
server that does not end with 0 fails the test.
"""

import hashlib
import json
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import warnings

from client import Client, Closed, Server, allow_many_files

program = sys.argv[1]
passed = 0
failed = 0
tests = []


def check(what, holds, seen=None):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"FAILED: {what}" + ("" if seen is None else f": {seen!r}"))


def equal(what, seen, expected):
    check(what, seen == expected, seen)


def test(**options):
    """A test that gets a server with these options."""

    def add(function):
        tests.append((function, options))
        return function

    return add


# ---- ordinary requests ----


@test()
def keep_alive(server):
    with server.connect() as client:
        for _ in range(20):
            equal("an answer on the same connection", client.ask("GET", "/hello").text, "hello\n")
        for i in range(20):
            answer = client.ask("GET", f"/who?n={i}")
            equal("a worker's answer on the same connection", answer.json["query"], [["n", str(i)]])


@test()
def pipelining(server):
    with server.connect() as client:
        targets = [f"/who?n={i}" if i % 3 else "/hello" for i in range(60)]
        client.send(b"".join(client.request("GET", target) for target in targets))
        for i, target in enumerate(targets):
            answer = client.read()
            if i % 3:
                equal(f"answer {i} is in its place", answer.json["query"], [["n", str(i)]])
            else:
                equal(f"answer {i} is in its place", answer.text, "hello\n")


@test()
def pipelined_bodies(server):
    with server.connect() as client:
        bodies = [b"%d" % i * (i * 700) for i in range(12)]
        client.send(b"".join(client.request("POST", "/echo", body) for body in bodies))
        for i, body in enumerate(bodies):
            equal(f"body {i} comes back", client.read().body, body)


@test()
def http_1_0(server):
    with server.connect() as client:
        client.send("GET /hello HTTP/1.0\r\n\r\n")
        equal("1.0 without Host", client.read().text, "hello\n")
        equal("1.0 closes", client.rest(), b"")
    with server.connect() as client:
        client.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        equal("1.0 keep-alive", client.read().text, "hello\n")
        check("the connection stays", client.is_open())
    with server.connect() as client:
        equal("close when asked", client.ask("GET", "/hello", Connection="close").status, 200)
        equal("closed", client.rest(), b"")


@test()
def methods(server):
    with server.connect() as client:
        get = client.ask("GET", "/hello")
        head = client.ask("HEAD", "/hello")
        equal("HEAD has the length of GET", head.header("content-length"), get.header("content-length"))
        head = client.ask("HEAD", "/who")
        equal("HEAD through a worker", (head.status, head.body), (200, b""))
        head = client.ask("HEAD", "/big?bytes=100000")
        equal("HEAD of a callback", head.header("content-length"), "100000")
        for method in ("PUT", "DELETE", "PATCH", "BREW", "TRACE", "get"):
            answer = client.ask(method, "/hello")
            equal(f"{method} is refused", answer.status, 405)
            equal(f"{method} is told what is allowed", answer.header("allow"), "GET, HEAD, OPTIONS")
            equal(f"{method} gets a problem", answer.header("content-type"), "application/problem+json")
        answer = client.ask("POST", "/hello", b"x" * 100)
        equal("405 with a body", answer.status, 405)
        answer = client.ask("OPTIONS", "/upload")
        equal("OPTIONS", (answer.status, answer.header("allow")), (204, "PUT, OPTIONS"))
        equal("OPTIONS *", client.ask("OPTIONS", "*").status, 404)  # the echo server's own answer
        answer = client.ask("GET", "/nothing")
        equal("404", (answer.status, answer.json["code"]), (404, "notFound"))
        check("the connection has outlived them all", client.is_open())


@test()
def standard_headers(server):
    for target in ("/hello", "/who", "/nothing", "/fail", "/file", "/big?bytes=9"):
        answer = server.get(target)
        for name, value in (
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ):
            equal(f"{target} {name}", answer.all(name), [value])
        check(f"{target} CSP", "default-src 'none'" in answer.header("content-security-policy"))
        check(f"{target} CSP", "frame-ancestors 'none'" in answer.header("content-security-policy"))
        equal(f"{target} has an id", len(answer.header("x-request-id") or ""), 16)
        equal(f"{target} no HSTS without TLS", answer.header("strict-transport-security"), None)
    answer = server.get("/fail")
    equal("a header that would split the answer is not sent", answer.status, 500)
    equal("nor what it would inject", answer.header("x-injected"), None)
    equal("two cookies", server.get("/who").all("set-cookie"), ["a=1; HttpOnly", "b=2; HttpOnly"])


@test()
def targets(server):
    answer = server.get("/who/caf%C3%A9%20x/7?a=1&b=%20+%2B&c&=d&&a=2", Cookie='s="x y"; t=1').json
    equal("path", answer["path"], "/who/café x/7")
    equal("query", answer["query"], [["a", "1"], ["b", "  +"], ["c", ""], ["", "d"], ["a", "2"]])
    equal("cookies", answer["cookies"], [["s", "x y"], ["t", "1"]])
    equal("peer", answer["peer"], "127.0.0.1")
    answer = server.get(f"http://127.0.0.1:{server.port}/who?x=1").json
    equal("absolute target", (answer["path"], answer["query"]), ("/who", [["x", "1"]]))
    for target in (
        "/who\x01", "/who/%00", "/who/%0a", "/who/%ff", "/who/%c0%af", "/who/%", "/who/%4", "/who/%zz", "/who/%ed%a0%80",
        "/../who", "/who/..", "/who/%2e%2e/x", "/who/./x", "/who/a%2fb", "/who/a%5cb", "/who/a\\b", "who",
        "*", "/who?x=%00", "/who?x=%ff", "/who?x=%f", "http://", "http://elsewhere/who", "/who#x",
    ):
        equal(f"{target} is refused", server.get(target).status, 400)
    equal("64 parameters", server.get("/who?" + "a=1&" * 64).status, 200)
    equal("65 parameters", server.get("/who?" + "a=1&" * 65).status, 400)
    equal("a long path", server.get("/who/" + "a" * 1019).status, 200)
    equal("a path too long", server.get("/who/" + "a" * 1020).status, 414)
    equal("a long query", server.get("/who?" + "a" * 8187).status, 200)
    equal("a query too long", server.get("/who?" + "a" * 8188).status, 414)
    equal("a query far too long", server.get("/who?" + "a" * 200000).status, 414)


# ---- bodies ----


@test()
def bodies(server):
    megabyte = 1 << 20
    with server.connect() as client:
        for size in (0, 1, 4095, 4096, 65537, megabyte):
            body = os.urandom(size)
            equal(f"{size} bytes come back", client.ask("POST", "/echo", body).body, body)
        equal("one more is too much", client.ask("POST", "/echo", b"x" * (megabyte + 1)).status, 413)
    with server.connect() as client:
        client.send(f"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: {10**12}\r\n\r\nabc")
        answer = client.read()
        equal("a terabyte is refused before it comes", answer.status, 413)
        equal("and the connection closes", (answer.header("connection"), client.rest()), ("close", b""))
    with server.connect() as client:
        client.send(client.request("PUT", "/upload", None, Content_Length=100 << 20))
        sent = 0
        while sent < 100 << 20 and client.send(b"x" * 65536):
            sent += 65536
        equal("who goes on sending sees the answer", client.read().status, 413)
        check("without all being read", sent < 50 << 20, sent)
    with server.connect() as client:
        equal("a body where none is expected", client.ask("GET", "/who", b"x" * 1000).status, 413)
        check("a short one is read away", client.is_open())


def chunk(data):
    return b"%x\r\n%s\r\n" % (len(data), data)


@test()
def chunked_bodies(server):
    with server.connect() as client:
        for sizes in ((), (1,), (1, 2, 3), (65536, 1, 70000), (1 << 20,)):
            body = [os.urandom(size) for size in sizes]
            sent = b"".join(chunk(part) for part in body) + b"0\r\n\r\n"
            client.send(client.request("POST", "/echo", None, Transfer_Encoding="chunked") + sent)
            equal(f"chunks of {sizes} come back", client.read().body, b"".join(body))
        client.send(client.request("POST", "/echo", None, Transfer_Encoding="Chunked"))
        client.send(b"3;name=value\r\nabc\r\n0\r\nTrailer: x\r\n\r\n")
        equal("extensions and trailers", client.read().body, b"abc")
        client.send(client.request("POST", "/echo", None, Transfer_Encoding="chunked"))
        client.send(chunk(b"x" * ((1 << 20) + 10)) + b"0\r\n\r\n")
        equal("a little too much", client.read().status, 413)
        check("the connection goes on", client.is_open())
    for target, limit in (("/echo", 1 << 20), ("/upload", 64 << 20)):
        with server.connect() as client:
            client.send(client.request("PUT" if target == "/upload" else "POST", target, None, Transfer_Encoding="chunked"))
            sent = 0
            part = chunk(b"x" * 65536)
            while sent < 4 * limit + (64 << 20) and client.send(part):
                sent += 65536
            check(f"{target}: no end of chunks is not read", sent < limit + (32 << 20), sent)
            equal(f"{target}: the client is told", client.read().status, 413)
    for broken in (b"zz\r\n", b"-1\r\n", b"\r\n", b"1 \r\nx\r\n", b"fffffffffffffffff\r\n", b"3\r\nabcd\r\n0\r\n\r\n"):
        with server.connect() as client:
            client.send(client.request("POST", "/echo", None, Transfer_Encoding="chunked") + broken)
            got = client.rest()
            check(f"broken chunk {broken}", b" 400 " in got or b" 413 " in got or got == b"", got)


@test()
def expect_continue(server):
    with server.connect() as client:
        client.send(client.request("POST", "/echo", None, Content_Length=5, Expect="100-continue"))
        equal("the server asks for the body", client.read().status, 100)
        client.send(b"hello")
        equal("and takes it", client.read().body, b"hello")
        client.send(client.request("POST", "/echo", None, Content_Length=1 << 30, Expect="100-continue"))
        equal("it does not ask for what it refuses", client.read().status, 413)
    with server.connect() as client:
        client.send(client.request("POST", "/nothing", None, Content_Length=5, Expect="100-continue"))
        equal("nor for what is not there", client.read().status, 404)
    equal("other expectations", server.get("/who", Expect="tea").status, 417)


@test()
def json_bodies(server):
    def post(body, **headers):
        headers.setdefault("Content_Type", "application/json")
        with server.connect() as client:
            return client.ask("POST", "/json", body, **headers)

    equal("JSON", post(b'{"a": [1, "\xc3\xa9"]}').json, {"a": [1, "é"]})
    equal("with a charset", post(b"[]", Content_Type="Application/JSON; charset=utf-8").status, 200)
    for body, code in (
        (b"", "invalidJson"),
        (b"{", "invalidJson"),
        (b'{"a":1} x', "invalidJson"),
        (b'{"a":"\xff"}', "invalidJson"),
        (b'{"a":"\\u0000"}', "invalidJson"),
        (b'{"a":1,"a":2}', "duplicateMember"),
        (b"[" * 65 + b"]" * 65, "jsonTooDeep"),
        (b"[" * 500000, "jsonTooDeep"),
    ):
        answer = post(body)
        equal(f"{body[:20]} is refused", (answer.status, answer.json["code"]), (400, code))
    equal("64 levels", post(b"[" * 64 + b"]" * 64).status, 200)
    equal("as a form", post(b"a=1", Content_Type="application/x-www-form-urlencoded").status, 415)
    answer = post(b'{"tin": 123456789 "x"}')
    check("a refusal repeats nothing of the body", "123456789" not in answer.text, answer.text)


# ---- uploads ----


@test()
def uploads(server):
    with server.connect() as client:
        for size in (0, 1, 1000, 5_000_000):
            body = os.urandom(size)
            answer = client.ask("PUT", "/upload", body).json
            equal(f"size of {size}", (answer["size"], answer["read"]), (size, size))
            equal(f"hash of {size}", answer["sha256"], hashlib.sha256(body).hexdigest())
            equal(f"bytes of {size}", answer["sum"], sum(body))
        body = os.urandom(300_000)
        client.send(client.request("PUT", "/upload", None, Transfer_Encoding="chunked"))
        for at in range(0, len(body), 7000):
            client.send(chunk(body[at : at + 7000]))
        client.send(b"0\r\n\r\n")
        equal("hash of chunks", client.read().json["sha256"], hashlib.sha256(body).hexdigest())
        for given, name in (
            ('attachment; filename="plan.pdf"', "plan.pdf"),
            ("attachment; filename=plan.pdf", "plan.pdf"),
            (r'attachment; filename="a \"b\".pdf"', 'a "b".pdf'),
            (r'attachment; filename="C:\\\\Users\\\\x\\\\plan.pdf"', "plan.pdf"),
            ('attachment; filename="../../etc/passwd"', "passwd"),
            ("attachment; filename=x.pdf; filename*=UTF-8''caf%C3%A9.pdf", "café.pdf"),
            ("attachment; filename*=UTF-8''%FF.pdf; filename=x.pdf", "x.pdf"),
            ('attachment; filename=".."', ""),
            ("attachment", ""),
            ('attachment; filename="' + "a" * 256 + '"', ""),
            ("attachment; filename=\"a%00b\"", "a%00b"),
            ("attachment; filename*=UTF-8''a%00b", ""),
        ):
            answer = client.ask("PUT", "/upload", b"x", Content_Disposition=given).json
            equal(f"the name in {given[:60]}", answer["name"], name)


def spooled(server, folder):
    return [name for name in server.open_files() if name.startswith(folder)], os.listdir(folder)


with tempfile.TemporaryDirectory() as spool_folder:
    pass


@test(spool=spool_folder)
def aborted_upload(server):
    clients = [server.connect() for _ in range(8)]
    for i, client in enumerate(clients):
        client.send(client.request("PUT", "/upload", None, Content_Length=10_000_000))
        client.send(os.urandom(200_000 + i))
    end = time.monotonic() + 20
    while len(spooled(server, spool_folder)[0]) < 8 and time.monotonic() < end:
        pass
    equal("eight are being spooled", len(spooled(server, spool_folder)[0]), 8)
    equal("none has a name", spooled(server, spool_folder)[1], [])
    for i, client in enumerate(clients):
        client.abort() if i % 2 else client.socket.close()
    check("all are closed", server.until("mipsia_http_connections", 1))
    equal("and their files are gone", spooled(server, spool_folder), ([], []))
    body = os.urandom(100_000)
    with server.connect() as client:
        equal("a new one works", client.ask("PUT", "/upload", body).json["size"], 100_000)
    check("its connection is closed", server.until("mipsia_http_connections", 1))
    equal("its file is gone", spooled(server, spool_folder), ([], []))


@test(uploads=2)
def too_many_uploads(server):
    with server.connect() as one, server.connect() as two, server.connect() as three:
        for client in (one, two):
            client.send(client.request("PUT", "/upload", None, Content_Length=10, Expect="100-continue"))
            equal("it may upload", client.read().status, 100)
        answer = three.ask("PUT", "/upload", b"0123456789")
        equal("the third may not yet", (answer.status, answer.header("retry-after")), (503, "2"))
        one.send(b"0123456789")
        equal("the first is done", one.read().json["size"], 10)
        one.ask("GET", "/hello")
        equal("now it may", three.ask("PUT", "/upload", b"0123456789").json["size"], 10)


@test(spool="/nowhere")
def no_room_for_uploads(server):
    with server.connect() as client:
        equal("507", client.ask("PUT", "/upload", b"x" * 10).status, 507)
        check("the connection goes on", client.is_open())


# ---- answers of other kinds ----


@test()
def other_answers(server):
    with server.connect() as client:
        equal("a file", client.ask("GET", "/file").text, "from a file\n")
        equal("a callback", len(client.ask("GET", "/big?bytes=3000000").body), 3000000)
        equal("one that does not know", len(client.ask("GET", "/big?bytes=70000&unknown=1").body), 70000)
        equal("an empty one", client.ask("GET", "/big?bytes=0").body, b"")
        check("the connection goes on", client.is_open())
    with server.connect() as client:
        client.send("GET /big?bytes=70000&unknown=1 HTTP/1.0\r\n\r\n")
        equal("to 1.0, until it closes", len(client.read().body), 70000)


# ---- malformed requests ----

SMUGGLED = b"GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"


def refused(server, what, data, heads=1):
    """A refusal or a closed connection; never an answer of 2xx, never a second request.
    The library sends the head of its own refusal of a Content-Length twice."""
    with server.connect() as client:
        client.send(data)
        got = client.rest()
    fine = got == b"" or (got.startswith(b"HTTP/1.1 4") or got.startswith(b"HTTP/1.1 5"))
    check(f"{what} is refused and closed", fine and got.count(b"HTTP/1.1 ") <= heads, got[:300])
    return got


@test(header_seconds=2)
def malformed_lines(server):
    for line in (
        b"\x00\x01\x02\x03", b"GET", b"GET /hello", b"GET  /hello HTTP/1.1", b"GET /hello  HTTP/1.1",
        b"GET /hello HTTP/1.1 ", b"GET /he llo HTTP/1.1", b"GET /hello HTTP/2.0", b"GET /hello HTTP/0.9",
        b"GET /hello HTTP/1.x", b"GET /hello http/1.1", b"GET /hello HTTP/11", b"/hello GET HTTP/1.1",
        b"GET\t/hello\tHTTP/1.1", b" GET /hello HTTP/1.1", b"GET /hel\x00lo HTTP/1.1", b"GET /h\xc3\xa9 HTTP/1.1",
        b"GET /hello\r HTTP/1.1", b"PRI * HTTP/2.0", b"CONNECT x:443 HTTP/1.1", b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET /hello HTTP/1.1\x00", b"GET /hello\x00 HTTP/1.1", b"A" * 100000,
    ):
        refused(server, line[:30], line + b"\r\nHost: x\r\n\r\n" + SMUGGLED)


@test(header_seconds=2)
def malformed_headers(server):
    start = b"GET /hello HTTP/1.1\r\n"
    for header in (
        b"no colon", b": empty name", b"a b: c", b"a\tb: c", b"a : b", b"a\x00b: c", b"a: b\x00c", b"a: b\rc",
        b"a: b\x01c", b"a: b\x7fc", b"a(b): c", b"\xc3\xa9: x", b"a: b\r\n folded", b"a: b\r\n\tfolded",
        b"a: b\r\n folded: c", b"a: b\nc: d", b"Host: y", b"Host: a b", b"Content-Type: a\r\nContent-Type: b",
    ):
        got = refused(server, header, start + b"Host: x\r\n" + header + b"\r\n\r\n" + SMUGGLED)
        check(f"{header} gets an answer", b" 400 " in got, got[:100])
    for header in (b"", b"Host:", b"Host: ", b"Host: a/b", b"Host: a b"):
        got = refused(server, header or "no Host", start + header + (b"\r\n" if header else b"") + b"\r\n" + SMUGGLED)
        check(f"{header} gets an answer", b" 400 " in got, got[:100])
    refused(server, "a folded first line", start + b" a: b\r\nHost: x\r\n\r\n" + SMUGGLED)
    refused(server, "LF alone", b"GET /hello HTTP/1.1\nHost: x\n\n" + SMUGGLED)
    refused(server, "no end", start + b"Host: x\r\nX: ")
    with server.connect() as client:
        client.send(b"\r\n\r\n" + start + b"Host: x\r\nX-Long: \t a b \t\r\n\r\n")
        equal("empty lines before, spaces around", client.read().text, "hello\n")


@test(header_seconds=2)
def smuggling(server):
    def post(headers, body=b"5\r\nhello\r\n0\r\n\r\n"):
        return b"POST /echo HTTP/1.1\r\nHost: x\r\n" + headers + b"\r\n\r\n" + body + SMUGGLED

    for headers in (
        b"Content-Length: 5\r\nTransfer-Encoding: chunked",
        b"Transfer-Encoding: chunked\r\nContent-Length: 5",
        b"Content-Length: 5\r\nContent-Length: 5",
        b"Content-Length: 5\r\nContent-Length: 6",
        b"content-length: 5\r\nCONTENT-LENGTH: 50",
        b"Content-Length: 5, 5",
        b"Content-Length: +5", b"Content-Length: -5", b"Content-Length: 0x5", b"Content-Length: 5 ",
        b"Content-Length: 5\x0b", b"Content-Length: five", b"Content-Length:", b"Content-Length: 18446744073709551616",
        b"Content-Length: 9223372036854775808", b"Content-Length : 5", b"Content-Length\t: 5", b" Content-Length: 5",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        b"Transfer-Encoding: identity", b"Transfer-Encoding: gzip, chunked", b"Transfer-Encoding: chunked, identity",
        b"Transfer-Encoding: xchunked", b"Transfer-Encoding: chunked, chunked", b"Transfer-Encoding:",
        b"Transfer-Encoding : chunked", b"Transfer-Encoding: chu\r\n nked", b"Transfer-Encoding:\r\n chunked",
        b"Transfer-Encoding: \x0bchunked", b"Transfer-Encoding: chunked\x00", b"X: y\x00\r\nContent-Length: 5",
        b"Transfer\x00-Encoding: chunked", b"Content: 5\r\n -Length", b"Transfer: chunked\r\n -Encoding",
        b"X: y\nContent-Length: 5", b"X: y\rContent-Length: 5", b"X: y\r\r\nContent-Length: 5",
    ):
        refused(server, headers, post(headers), 2 if headers.startswith(b"Content-Length:") else 1)
    refused(server, "1.0 with chunks", post(b"Transfer-Encoding: chunked").replace(b"1.1", b"1.0", 1))
    with server.connect() as client:  # what is right beside them
        client.send(post(b"Transfer-Encoding: chunked"))
        equal("chunks are taken", client.read().body, b"hello")
        equal("and the request behind them", client.read().text, "hello\n")


@test(header_seconds=3)
def huge_headers(server):
    equal("64 headers", server.get("/who", **{f"X-{i}": "a" for i in range(63)}).status, 200)
    equal("65 headers", server.get("/who", **{f"X-{i}": "a" for i in range(64)}).status, 431)
    equal("16 KB of headers", server.get("/who", X="a" * 16000).status, 200)
    equal("17 KB of headers", server.get("/who", X="a" * 17000).status, 431)
    for size in (40_000, 70_000, 1_000_000):
        with server.connect() as client:
            client.send(client.request("GET", "/who", None, X="a" * size))
            got = client.rest()
            check(f"{size} bytes of header", got.startswith(b"HTTP/1.1 431") or got == b"", got[:100])
    with server.connect() as client:
        client.send(b"GET /who HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: a\r\n" % i for i in range(20000)))
        got = client.rest()
        check("20,000 headers", got.startswith(b"HTTP/1.1 431") or got == b"", got[:100])
    check("the server goes on", server.get("/hello").status == 200)


# ---- clients that go away ----


@test()
def half_closed(server):
    for name, request, expected in (
        ("from the loop", ("GET", "/hello", None), b"hello\n"),
        ("from a worker", ("GET", "/work?ms=150", None), b'{"ms":150,"body":0}'),
        ("with a body", ("POST", "/work?ms=150", b"x" * 4000), b'{"ms":150,"body":4000}'),
        ("of an upload", ("PUT", "/upload", b"abc"), b'"size":3'),
    ):
        with server.connect() as client:
            client.send(client.request(*request))
            client.socket.shutdown(socket.SHUT_WR)
            got = client.rest()
            check(f"an answer {name} to a client that has stopped sending", expected in got, got[-200:])
    with server.connect() as client:
        client.send(b"".join(client.request("GET", f"/who?n={i}") for i in range(10)))
        client.socket.shutdown(socket.SHUT_WR)
        got = client.rest()
        check("ten pipelined ones", all(b'[["n","%d"]]' % i in got for i in range(10)), got[-100:])


@test(workers=4)
def gone_while_worked_on(server):
    for round_number in range(3):
        clients = [server.connect() for _ in range(60)]
        for i, client in enumerate(clients):
            client.send(client.request("GET", "/work?ms=20"))
            if i % 3 == 0:
                client.send(client.request("GET", "/work?ms=20"))
        for i, client in enumerate(clients):
            client.abort() if i % 2 else client.socket.close()
        equal(f"others are served in round {round_number}", server.get("/hello").status, 200)
    check("all connections end", server.until("mipsia_http_connections", 1))
    check("all work ends", server.until("mipsia_http_workers_busy", 0))
    with server.connect() as client:  # an answer that nobody takes
        client.send(client.request("GET", "/big?bytes=50000000"))
        client.socket.recv(1000)
        client.abort()
    check("a broken download ends", server.until("mipsia_http_connections", 1))


@test(header_seconds=1, body_seconds=1, idle_seconds=60, uploads=200)
def slow_clients(server):
    """Hundreds that drip a byte now and then, and others that are served meanwhile."""
    drippers = [server.connect() for _ in range(300)]
    for i, client in enumerate(drippers):
        if i % 3 == 0:
            client.send(b"GET /hel")
        elif i % 3 == 1:
            client.send(b"GET /hello HTTP/1.1\r\nHost: x\r\nX-A: ")
        else:
            client.send(client.request("PUT", "/upload", None, Content_Length=1000000) + b"abc")
    ended = threading.Event()

    def drip():
        while not ended.wait(0.1):
            for client in drippers:
                client.send(b"a")

    thread = threading.Thread(target=drip)
    thread.start()
    for _ in range(100):
        equal("others are served", server.get("/who").status, 200)
    check("the slow ones are cut off", server.until("mipsia_http_connections", 1))
    ended.set()
    thread.join()
    count = server.gauge("mipsia_http_slow_clients_total")
    check("and counted", count == 300, count)
    for client in drippers:
        client.socket.close()


@test(idle_seconds=1)
def slow_reader(server):
    with server.connect() as client:
        client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.send(client.request("GET", "/big?bytes=10000000&unknown=1"))
        check("one that does not read is cut off", server.until("mipsia_http_connections", 1))


@test(idle_seconds=1, header_seconds=1)
def idle_clients(server):
    clients = [server.connect() for _ in range(50)]
    for client in clients[:25]:
        client.ask("GET", "/hello")
    for client in clients:
        equal("an idle connection is closed", client.rest(), b"")
        client.socket.close()


@test()
def a_thousand_idle(server):
    idle = [server.connect() for _ in range(1000)]
    for client in idle[::10]:
        equal("answered", client.ask("GET", "/hello").status, 200)
    check("all are open", server.gauge("mipsia_http_connections") >= 1000)
    for _ in range(200):
        equal("others are served", server.get("/who").status, 200)
    for client in idle[::7]:
        equal("an idle one too, at last", client.ask("GET", "/who").status, 200)
    for client in idle:
        client.socket.close()
    check("all close", server.until("mipsia_http_connections", 1))


@test(loops=2)
def two_loops(server):
    clients = [server.connect() for _ in range(100)]
    for round_number in range(5):
        for client in clients:
            client.send(client.request("GET", f"/who?n={round_number}"))
        for client in clients:
            equal("an answer", client.read().json["query"], [["n", str(round_number)]])
    for client in clients:
        client.socket.close()


@test()
def lockstep(server):
    """128, 256 ... sockets ready at once have stalled the library's own loop."""
    for count in (128, 256, 384):
        clients = [server.connect() for _ in range(count)]
        for _ in range(5):
            for client in clients:
                client.send(client.request("GET", "/hello"))
            equal(f"{count} at once", {client.read().status for client in clients}, {200})
        for client in clients:
            client.socket.close()


# ---- limits of the server ----


@test(workers=1, queue=1)
def full_queue(server):
    with server.connect() as first, server.connect() as second, server.connect() as third:
        first.send(first.request("GET", "/work?ms=1500"))
        check("the worker is at work", server.until("mipsia_http_workers_busy", 1))
        second.send(second.request("GET", "/work?ms=1"))
        check("one waits", server.until("mipsia_http_queue", 1))
        answer = third.ask("POST", "/work", b"x" * 10)
        equal("no more may wait", (answer.status, answer.json["code"]), (503, "busy"))
        equal("but may come again", answer.header("retry-after"), "2")
        check("on the same connection", third.is_open())
        equal("the first is answered", first.read().status, 200)
        equal("the second is answered", second.read().status, 200)
        equal("and later the third", third.ask("GET", "/work?ms=1").status, 200)
        equal("it is counted", server.gauge("mipsia_http_queue_full_total"), 1)


@test(connections=10)
def connection_limit(server):
    clients = [server.connect() for _ in range(10)]
    for client in clients:
        equal("ten are served", client.ask("GET", "/hello").status, 200)
    with server.connect() as waiting:
        waiting.send(waiting.request("GET", "/hello"))
        waiting.socket.settimeout(0.3)
        try:
            waiting.socket.recv(1)
            check("the eleventh waits", False)
        except socket.timeout:
            check("the eleventh waits", True)
        waiting.socket.settimeout(20)
        clients[3].socket.close()
        equal("until another goes", waiting.read().status, 200)
    for client in clients:
        client.socket.close()


@test(per_address=3)
def address_limit(server):
    clients = [server.connect() for _ in range(3)]
    for client in clients:
        equal("three are served", client.ask("GET", "/hello").status, 200)
    with server.connect() as fourth:
        check("the fourth is closed", not fourth.is_open())
    for client in clients:
        client.socket.close()


# ---- stopping ----


@test(stop_seconds=30)
def stop_while_busy(server):
    busy = [server.connect() for _ in range(4)]
    idle = [server.connect() for _ in range(20)]
    idle[0].ask("GET", "/hello")
    idle[1].send(b"GET /hel")
    for client in busy:
        client.send(client.request("GET", "/work?ms=800"))
    check("the workers are at work", server.until("mipsia_http_workers_busy", 4))
    server.process.terminate()
    for client in idle:
        equal("idle ones are closed", client.rest(), b"")
    try:
        with server.connect() as late:
            check("no new ones are served", not late.is_open())
    except OSError:
        check("no new ones are served", True)
    for client in busy:
        equal("what runs is finished", client.read().status, 200)
    equal("and the server ends well", server.wait(), 0)


@test(stop_seconds=1, workers=1)
def stop_with_queue(server):
    clients = [server.connect() for _ in range(5)]
    for client in clients:
        client.send(client.request("GET", "/work?ms=20"))
    check("they are received", server.until("mipsia_http_connections", 6))
    server.process.terminate()
    for client in clients:
        got = client.rest()
        check("answered or closed, not cut", got == b"" or got.endswith(b"}"), got)
    equal("the server ends well", server.wait(), 0)


@test(stop_seconds=1)
def stop_with_slow_upload(server):
    with server.connect() as client:
        client.send(client.request("PUT", "/upload", None, Content_Length=1000, Expect="100-continue"))
        client.read()
        server.process.terminate()
        equal("a client that never finishes is cut off", client.rest(), b"")
    equal("the server ends well", server.wait(), 0)


def stuck_worker():
    with Server(program, stop_seconds=1) as server:
        with server.connect() as client:
            client.send(client.request("GET", "/work?ms=8000"))
            server.until("mipsia_http_workers_busy", 1)
            server.process.terminate()
            equal("a worker that is stuck does not hold the server", server.wait(), 3)
        check("and it says so", "still running" in server.said(), server.said())


# ---- TLS ----


def make_certificate(folder):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", f"{folder}/key.pem",
         "-out", f"{folder}/cert.pem"],
        check=True, capture_output=True,
    )
    return {"certificate": f"{folder}/cert.pem", "key": f"{folder}/key.pem"}


def tls():
    with tempfile.TemporaryDirectory() as folder:
        files = make_certificate(folder)
        context = ssl.create_default_context(cafile=files["certificate"])
        with Server(program, header_seconds=2, **files) as server:
            talk_tls(server, context, folder)
        equal("the server ends well", server.wait(), 0)
        with Server(program, certificate=files["certificate"], key=files["certificate"]) as server:
            equal("a wrong key stops the server", server.wait(), 1)
            check("and is named", "certificate" in server.said(), server.said())
        with Server(program, certificate=files["certificate"]) as server:
            equal("a missing key stops the server", server.wait(), 1)


def talk_tls(server, context, folder):
    with Client(server, context) as client:
        answer = client.ask("GET", "/who")
        equal("a request over TLS", (answer.status, answer.json["tls"]), (200, True))
        equal("HSTS", answer.header("strict-transport-security"), "max-age=31536000")
        body = os.urandom(3_000_000)
        answer = client.ask("PUT", "/upload", body).json
        equal("an upload over TLS", answer["sha256"], hashlib.sha256(body).hexdigest())
        equal("a large answer over TLS", len(client.ask("GET", "/big?bytes=5000000").body), 5000000)
        equal("a file over TLS", client.ask("GET", "/file").text, "from a file\n")
        client.send(b"".join(client.request("GET", f"/who?n={i}") for i in range(30)))
        for i in range(30):
            equal("pipelined over TLS", client.read().json["query"], [["n", str(i)]])
        body = os.urandom(1 << 20)
        equal("a body over TLS", client.ask("POST", "/echo", body).body, body)
        check("keep-alive", client.is_open())
    with Client(server, context) as client:
        client.send(client.request("POST", "/echo", None, Content_Length=1 << 40) + b"x" * 100000)
        equal("413 over TLS", client.read().status, 413)
    for version, works in ((ssl.TLSVersion.TLSv1_3, True), (ssl.TLSVersion.TLSv1_2, True), (ssl.TLSVersion.TLSv1_1, False)):
        warnings.simplefilter("ignore", DeprecationWarning)  # the old version is what is tested
        try:
            own = ssl.create_default_context(cafile=f"{folder}/cert.pem")
            own.set_ciphers("DEFAULT:@SECLEVEL=0")
            own.minimum_version = own.maximum_version = version
            with Client(server, own) as client:
                holds = client.is_open()
        except (ssl.SSLError, OSError):
            holds = False
        equal(f"{version.name}", holds, works)
    for garbage in (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", os.urandom(500), b"\x16\x03\x01\xff\xff", b"\x16"):
        with server.connect() as client:
            client.send(garbage)
            got = client.rest()
            check("what is not TLS gets no answer", b"HTTP" not in got, got)
    waiting = [server.connect() for _ in range(100)]
    with Client(server, context) as client:
        check("others shake hands while 100 do not", client.is_open())
    for client in waiting:
        equal("who does not is cut off", client.rest(), b"")
        client.socket.close()


# ---- starting; the log ----


def starting():
    with Server(program) as server:
        with Server(program, port=server.port) as second:
            equal("a port in use stops the server", second.wait(), 1)
            check("and is named", str(server.port) in second.said() and "in use" in second.said(), second.said())
    with Server(program, address="localhost") as server:
        equal("a name is no address", server.wait(), 1)
    with Server(program, address="192.0.2.1") as server:
        equal("nor is another machine's", server.wait(), 1)
        check("which is said", "does not have" in server.said(), server.said())
    with Server(program, address="::1") as server:
        if server.port is not None:
            equal("IPv6", server.get("/who").json["peer"], "::1")


SECRET = "987654321"


@test(log="debug")
def log_lines(server):
    with server.connect() as client:
        client.ask("GET", f"/who/{SECRET}?tin={SECRET}", Cookie=f"s={SECRET}", Authorization=SECRET)
        client.ask("POST", "/json", b'{"tin":"%s' % SECRET.encode(), Content_Type="application/json")
        client.ask("GET", f"/nothing/{SECRET}")
        client.ask(SECRET, "/hello")
        client.ask("GET", f"/../{SECRET}")
    for bad in (f"GET /{SECRET}", f"X {SECRET} Y Z", f"GET / HTTP/1.1\r\n{SECRET}", f"GET /{SECRET} HTTP/9.9"):
        refused(server, "a bad line", f"{bad}\r\nHost: {SECRET}\r\n\r\n".encode())
    with server.connect() as client:
        client.send(client.request("PUT", "/upload", None, Content_Length=100))
        client.send(SECRET)
    server.until("mipsia_http_connections", 1)
    server.process.terminate()
    equal("the server ends well", server.wait(), 0)
    lines = [json.loads(line) for line in server.said().splitlines()]
    check("every line is JSON with time, level and event",
          all({"time", "level", "event"} <= set(line) for line in lines), lines[:3])
    requests = [line for line in lines if line["event"] == "request"]
    check("requests have id, method, route, status and time",
          all({"id", "method", "route", "status", "microseconds"} <= set(line) for line in requests), requests[:3])
    check("routes are templates", {line["route"] for line in requests} <=
          {"/who", "/json", "/upload", "/hello", "/metrics", "(none)"}, requests)
    check("an abort is noted", any(line.get("end") == "aborted" for line in requests))
    check("nothing of a client's is in it", SECRET not in server.said())


def run(function, options):
    global failed
    try:
        if options is None:
            function()
            return
        if "spool" in options and options["spool"] == spool_folder:
            os.makedirs(spool_folder, exist_ok=True)
        with Server(program, **options) as server:
            function(server)
        if server.wait() != 0:
            check(f"{function.__name__}: the server ended with {server.process.returncode}", False, server.said()[-3000:])
    except (Closed, OSError, ValueError, KeyError, TypeError) as error:
        failed += 1
        print(f"FAILED: {function.__name__}: {type(error).__name__} {str(error)[:300]}")


allow_many_files()
tests += [(stuck_worker, None), (tls, None), (starting, None)]
for function, options in tests:
    if len(sys.argv) > 2 and function.__name__ not in sys.argv[2:]:
        continue
    before, start = failed, time.monotonic()
    run(function, options)
    if os.environ.get("MIPSIA_VERBOSE"):
        print(f"  {function.__name__}: {time.monotonic() - start:.1f} s, {failed - before} failed")
if os.path.isdir(spool_folder):
    os.rmdir(spool_folder)
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
