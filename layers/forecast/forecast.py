"""A forecast service small enough to read: one health page, one answer."""
import argparse
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Forecast(BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps({"path": self.path, "tomorrow": "rain", "place": "anywhere"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8765)
    port = parser.parse_args().port
    ThreadingHTTPServer(("0.0.0.0", port), Forecast).serve_forever()
