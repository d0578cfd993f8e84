"""Prints what readers find in a subtitle file, as JSON: for each reader, a list of [start, end, speaker, text].

Times are in milliseconds. A file that a reader does not accept is an error.
"""

import html
import json
import sys
from datetime import timedelta

import srt
import webvtt
from webvtt.models import Timestamp


def times(caption):
    return [Timestamp.from_string(time).in_milliseconds() for time in (caption.start, caption.end)]


def read_vtt(path):
    captions = webvtt.WebVTT.read(path, strict=True).captions
    return [[*times(it), it.voice and html.unescape(it.voice), html.unescape(it.text)] for it in captions]


def read_srt(path):
    # `raw_text`, since `text` is without everything between "<" and ">", also in "1 < 2 and 3 > 2".
    return [[*times(it), None, it.raw_text] for it in webvtt.WebVTT.from_srt(path).captions]


def parse_srt(content):
    millisecond = timedelta(milliseconds=1)
    return [[it.start // millisecond, it.end // millisecond, None, it.content] for it in srt.parse(content)]


path = sys.argv[1]
if path.endswith(".vtt"):
    found = {"webvtt-py": read_vtt(path)}
else:
    with open(path, encoding="utf-8", newline="") as file:
        content = file.read()
    found = {"srt": parse_srt(content)}
    # webvtt-py does not accept an empty file.
    if content:
        found["webvtt-py"] = read_srt(path)
json.dump(found, sys.stdout)
