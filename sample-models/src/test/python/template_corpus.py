"""Small templates, a rule each, for make_template_goldens.py. What Jinja2 does with them is found out by running it, so mistakes are welcome too."""

from __future__ import annotations

import random
from collections.abc import Iterator

VARIABLES = {
    "s": "Hello World",
    "empty": "",
    "padded": "  \t two  words \n",
    "uni": "Größe ẞ 日本語 😀!",
    "quote": "it's \"quoted\" \\ back",
    "html": "<b>&'\"</b>",
    "lines": "one\ntwo\r\n\nfour\n",
    "csv": "a,b,,c",
    "n": 7,
    "zero": 0,
    "neg": -3,
    "big": 123456789012345678901234567890,
    "f": 2.5,
    "t": True,
    "no": False,
    "none_": None,
    "l": [3, 1, 2],
    "le": [],
    "ls": ["b", "A", "c", "a"],
    "mixed": [1, "x", None, True, 2.5, [1], {"k": "v"}],
    "d": {"name": "Ann", "age": 30, "items": "shadowed", "nested": {"x": [10, 20, {"y": "deep"}]}},
    "de": {},
    "people": [
        {"name": "Bob", "age": 25, "tags": ["x"], "on": True},
        {"name": "alice", "age": 30, "tags": [], "on": False},
        {"name": "Carl", "age": 25, "on": True, "city": {"zip": 1}},
    ],
    "messages": [
        {"role": "system", "content": "Be nice."},
        {"role": "user", "content": "  Hi!  "},
        {"role": "assistant", "content": "<think>hm</think>Hello"},
    ],
}

LITERALS = """
{{ 1 }} {{ 1_000 }} {{ 0x1F }} {{ 0o17 }} {{ 0b101 }} {{ 00 }}
{{ 007 }}
{{ 1.5 }} {{ 1e3 }} {{ 1.5e-3 }} {{ 1_0.2_5 }} {{ 1E5 }} {{ 2e-7 }}
{{ 1e16 }} {{ 1e15 }} {{ 123456789.123456789 }} {{ 0.1 }} {{ 1e-4 }} {{ 1e-5 }} {{ 1e22 }} {{ 1e23 }} {{ 5e-324 }} {{ 1.7976931348623157e308 }}
{{ 1. }}
{{ .5 }}
{{ 1.e5 }}
{{ 1__0 }}
{{ 9007199254740993 }} {{ 340282366920938463463374607431768211456 }}
{{ 'a' "b" 'c' }}
{{ 'it\\'s' }} {{ "q\\"q" }} {{ 'n\\nl' }} {{ 't\\tt' }} {{ '\\\\' }} {{ '\\x41\\u00e9\\U0001F600' }} {{ '\\101\\0' }}|
{{ '\\q\\ ' }} {{ '\\a\\b\\f\\v\\r' }}
{{ '\\x4' }}
{{ '\\u12' }}
{{ '\\N{BULLET}' }}
{{ '\\N{NO SUCH NAME}' }}
{{ '\\é' }} {{ 'é😀' }}
{{ 'open }}
{{ true }} {{ True }} {{ false }} {{ False }} {{ none }} {{ None }} {{ TRUE is defined }}
{{ [] }} {{ [1] }} {{ [1, 2,] }} {{ ['a', "b'c", none, true, 1.0] }}
{{ () }} {{ (1) }} {{ (1,) }} {{ (1, 2) }} {{ 1, 2 }} {{ 1, }}
{{ {} }} {{ {'a': 1} }} {{ {'a': 1, 'b': [1, {'c': none}],} }} {{ {1: 2, 1.0: 3, true: 4} }} {{ {(1, 2): 'x'} }}
{{ {[1]: 2} }}
{{ {'a' 1} }}
{{ {'a': 1 'b': 2} }}
{{ [1 2] }}
{{ [1,,2] }}
{{ (,) }}
{{ }}
{{ {'a': {'b': {}}} }}
{{ {'a': 1}['a'] }}{{ [1,2][0] }}{{ 'abc'[1] }}{{ (4,5)[1] }}
{{ 'a'.upper() }} {{ 'abc'|length }} {{ "x".join(['1','2']) }}
"""

OPERATORS = """
{{ 1 + 2 }} {{ 1 - 2 }} {{ 2 * 3 }} {{ 7 / 2 }} {{ 6 / 2 }} {{ 7 // 2 }} {{ 7 % 3 }} {{ 2 ** 10 }}
{{ -7 // 2 }} {{ 7 // -2 }} {{ -7 % 3 }} {{ 7 % -3 }} {{ -7 / 2 }} {{ (-7) // 2 }} {{ 0 // 5 }} {{ -0 }}
{{ 7.5 // 2 }} {{ -7.5 // 2 }} {{ 7.5 % 2 }} {{ -7.5 % 2 }} {{ 7.5 % -2 }} {{ 6.0 // 2 }} {{ -0.0 // 1 }} {{ 0.0 % -1 }} {{ 1e300 // 7 }}
{{ 2 ** -1 }} {{ 2 ** 0.5 }} {{ (-2) ** 3 }} {{ -2 ** 2 }} {{ 2 ** 3 ** 2 }} {{ 0 ** 0 }} {{ 1 ** 100000 }} {{ (-1) ** 99999 }} {{ 10 ** 20 }}
{{ 0 ** -1 }}
{{ 0.0 ** -1 }}
{{ 10.0 ** 400 }}
{{ 10 ** 400 * 1.0 }}
{{ 1 / 0 }}
{{ 1 // 0 }}
{{ 1 % 0 }}
{{ 1.0 / 0 }}
{{ 1.0 % 0.0 }}
{{ true + true }} {{ true * 3 }} {{ -true }} {{ +false }} {{ true / 2 }} {{ true == 1 }} {{ false == 0 }} {{ true < 2 }}
{{ big + 1 }} {{ big * big }} {{ big // 7 }} {{ big % 7 }} {{ big / 7 }} {{ -big // 7 }} {{ big / big }}
{{ 10 ** 30 / 10 ** 10 }} {{ 1 / 3 }} {{ 2 / 3 }} {{ 10 / 3 }} {{ 1e308 * 10 }} {{ -1e308 * 10 }} {{ 1e308 * 10 - 1e308 * 10 }}
{{ 'a' + 'b' }} {{ 'ab' * 3 }} {{ 3 * 'ab' }} {{ 'a' * 0 }} {{ 'a' * -1 }} {{ [1] + [2] }} {{ [1] * 2 }} {{ (1,) + (2,) }} {{ 2 * (1, 2) }} {{ 'a' * true }}
{{ 'a' + 1 }}
{{ 1 + 'a' }}
{{ [1] + (2,) }}
{{ 'a' - 'b' }}
{{ 'a' * 'b' }}
{{ 'a' * 1.5 }}
{{ none + 1 }}
{{ [] - [] }}
{{ {} + {} }}
{{ 1 ~ 2 }} {{ 'a' ~ none ~ true ~ 1.5 ~ [1] }} {{ missing ~ 'x' }} {{ 1 ~ 2 + 3 }} {{ 1 + 2 ~ 3 }} {{ 'a' ~ 'b' * 2 }}
{{ '%s-%s' % ('a', 1) }} {{ '%s' % 'x' }} {{ '%d' % 3 }} {{ '%05d' % 42 }} {{ '%.2f' % 3.14159 }} {{ '%5s|%-5s|' % ('a', 'b') }} {{ '%%' % () }} {{ '%r' % 'q' }} {{ '%x %X %o' % (255, 255, 8) }} {{ '%+d % d' % (5, 5) }}
{{ '%e' % 12345.678 }} {{ '%g' % 0.0001 }} {{ '%g' % 1e10 }} {{ '%g' % 100000.0 }} {{ '%.3g' % 1234.5 }} {{ '%.0f' % 2.5 }} {{ '%.0f' % 3.5 }} {{ '%f' % 1 }} {{ '%d' % 3.99 }} {{ '%d' % -3.99 }} {{ '%i' % true }}
{{ '%(a)s %(b)d' % {'a': 'x', 'b': 2} }} {{ 'plain' % {} }} {{ 'plain' % [] }} {{ '%s' % [1] }} {{ '%s' % none }} {{ '%s' % {'a': 1} }}
{{ '%s' % (1, 2) }}
{{ '%s %s' % 'a' }}
{{ '%d' % 'a' }}
{{ 'plain' % 'a' }}
{{ '%(a)s' % {} }}
{{ '%' % 1 }}
{{ 5 % 3 % 2 }} {{ 2 + 3 * 4 }} {{ (2 + 3) * 4 }} {{ 2 * 3 + 4 }} {{ 10 - 3 - 2 }} {{ 100 / 10 / 2 }} {{ -3 + 5 }} {{ - 3 }} {{ +3 }} {{ --3 }} {{ 2 - -2 }}
{{ 1 == 1 }} {{ 1 == 1.0 }} {{ 1 != 2 }} {{ 'a' == 'a' }} {{ 'a' == 1 }} {{ none == none }} {{ none == false }} {{ [1] == [1] }} {{ [1] == (1,) }} {{ {'a': 1} == {'a': 1.0} }} {{ [1, 2] != [1] }} {{ '1' == 1 }}
{{ 1 < 2 }} {{ 2 <= 2 }} {{ 3 > 2 }} {{ 3 >= 4 }} {{ 1 < 2 < 3 }} {{ 1 < 3 < 2 }} {{ 3 > 2 > 1 }} {{ 1 == 1 == 1 }} {{ 1 < 2 == true }} {{ 'a' < 'b' }} {{ 'B' < 'a' }} {{ [1, 2] < [1, 3] }} {{ [1] < [1, 0] }} {{ (1, 'a') < (1, 'b') }} {{ 1 < 2.5 }} {{ big > 1e10 }} {{ 9007199254740993 > 9007199254740992.0 }}
{{ '\\uffff' < '😀' }}
{{ 1 < 'a' }}
{{ none < 1 }}
{{ [] < {} }}
{{ {} < {} }}
{{ [1] < (1,) }}
{{ missing < 1 }}
{{ 1 < missing }}
{{ missing == missing2 }} {{ missing == none }} {{ missing != 1 }} {{ missing == '' }}
{{ 'ell' in s }} {{ 'x' in s }} {{ '' in s }} {{ 1 in l }} {{ 9 not in l }} {{ 'name' in d }} {{ 'Ann' in d }} {{ 1.0 in l }} {{ 'a' in ('a', 'b') }} {{ 3 in range(5) }} {{ none in mixed }} {{ [1] in mixed }} {{ not 1 in l }} {{ 'k' in {'k': 0} }}
{{ 1 in s }}
{{ none in s }}
{{ missing in s }}
{{ missing in l }} {{ 1 in missing }} {{ 'a' in missing }}
{{ 1 in 5 }}
{{ 1 in none }}
{{ [1] in d }}
{{ not true }} {{ not 0 }} {{ not '' }} {{ not [] }} {{ not missing }} {{ not not 1 }}
{{ 1 and 2 }} {{ 0 and 2 }} {{ 1 or 2 }} {{ 0 or '' or 'x' }} {{ '' or none }} {{ true and false or true }} {{ not true or true }} {{ not (true or true) }} {{ 1 or 1 / 0 }} {{ 0 and 1 / 0 }} {{ none or 'd' }} {{ missing or 'd' }} {{ missing and 'd' }}
{{ 'a' if true else 'b' }} {{ 'a' if false else 'b' }} {{ 'a' if false }}| {{ ('a' if false) is defined }} {{ 1 if 0 else 2 if 0 else 3 }} {{ (1 if 1) + 1 }} {{ 'x' if s == 'Hello World' and l|length > 2 else 'y' }} {{ 'a' if 1 if 0 else 2 }}
{{ 'a' if false else }}
{{ 1 if }}
{{ 1 + }}
{{ * 1 }}
{{ 1 not 2 }}
{{ not }}
{{ 1 is }}
{{ a b }}
{{ 1; 2 }}
{{ a = 1 }}
{{ a! }}
{{ a & b }}
{{ a ? b : c }}
{{ (1 }}
{{ 1) }}
{{ [1 }}
{{ (1] }}
{{ 1 }
{{ 1
{% if true
{% if true %}
{# open
{{ $ }}
{{ 'a' 1 }}
{{ 1 'a' }}
{{ -'a' }}
{{ -none }}
{{ -missing }}
{{ +s }}
{{ s.x.y }}
{{ missing.x }}
{{ missing['x'] }}
{{ missing() }}
{{ missing + 1 }}
{{ 1 + missing }}
{{ missing * 2 }}
{{ 'a' ~ missing.b }}
{{ missing }}|{{ missing|default('x') }}|{{ d.missing }}|{{ d['missing'] }}|{{ d.missing|default('y') }}|{{ s.foo }}|{{ l.foo }}|{{ l[99] }}|{{ 5 .x }}|{{ none_.x }}|{{ n.foo }}
{{ d.missing.more }}
{{ [missing] }} {{ {'a': missing} }} {{ (missing,) }}
"""

SUBSCRIPTS = """
{{ d.name }} {{ d['name'] }} {{ d.age }} {{ d.nested.x[2].y }} {{ d['nested']['x'][0] }} {{ d.nested['x'].1 }} {{ l.0 }} {{ l.0 + 1 }} {{ people.1.name }}
{{ d.items is callable }} {{ d['items'] }} {{ d.keys()|list }} {{ d.values()|list|length }} {{ d.get('name') }} {{ d.get('zz') }} {{ d.get('zz', 5) }} {{ d.get('zz', default=1) is defined }}
{{ d.get() }}
{{ d.get('a', 1, 2) }}
{{ d.keys(1) }}
{{ d.items() }}
{{ d.keys() }} {{ de.keys() }} {{ de.values() }} {{ de.items() }} {{ {'a': 1}.values() }} {{ {'a': 1}.items() }}
{{ d.keys()|length }} {{ d.keys()|first }} {{ d.keys()|last }} {{ 'name' in d.keys() }} {{ 30 in d.values() }} {{ ('age', 30) in d.items() }} {{ d.keys()[0] }}|
{{ d.pop('name') }}
{{ d.update({'a': 1}) }}
{{ d.clear() }}
{{ d.setdefault('a', 1) }}
{{ d.popitem() }}
{{ d.pop is defined }} {{ d.pop }}| {{ l.append is defined }} {{ l.append }}| {{ d.copy() == d }} {{ l.copy() }}
{{ l.append(1) }}
{{ l.pop() }}
{{ l.extend([1]) }}
{{ l.insert(0, 1) }}
{{ l.remove(1) }}
{{ l.sort() }}
{{ l.reverse() }}
{{ l.clear() }}
{{ s.__class__ }}|{{ s['__class__'] }}|{{ d.__len__ }}|{{ l.__x__ }}
{{ s.__class__.__mro__ }}
{{ s.__len__() }}
{{ d._private }}|{{ {'_private': 1}._private }}|{{ {'_p': 2}['_p'] }}
{{ l.count(1) }} {{ [1, 1.0, true, '1'].count(1) }} {{ l.index(2) }} {{ (1, 2, 1).count(1) }} {{ (1, 2).index(2) }} {{ [1, 2, 1].index(1, 1) }} {{ ['a','b'].index('b', -1) }}
{{ l.index(99) }}
{{ l.copy(1) }}
{{ (1, 2).copy }}|
{{ l[0] }} {{ l[-1] }} {{ l[true] }} {{ s[0] }} {{ s[-1] }} {{ uni[-2] }} {{ uni[12] }} {{ l[5] }}| {{ l[-4] }}| {{ s[100] }}| {{ l['0'] }}| {{ l[1.0] }}| {{ l[none] }}| {{ d[0] }}| {{ d[none] }}| {{ s['upper']() }} {{ l[big] }}|
{{ n[0] }}|{{ none_[0] }}|{{ n['x'] }}|{{ range(3)[1] }}|{{ range(3)[-1] }}|{{ range(3)[5] }}
{{ l[0:2] }} {{ l[:2] }} {{ l[1:] }} {{ l[:] }} {{ l[-2:] }} {{ l[:-1] }} {{ l[::2] }} {{ l[::-1] }} {{ l[2:0:-1] }} {{ l[10:] }} {{ l[-10:2] }} {{ l[1:1] }} {{ l[5:1] }} {{ l[::-2] }} {{ l[none:2] }} {{ l[:none] }} {{ l[true:] }}
{{ s[0:5] }} {{ s[6:] }} {{ s[::-1] }} {{ s[-5:-1] }} {{ s[::3] }} {{ s[100:] }}| {{ uni[:5] }} {{ uni[::-1] }} {{ uni[-2:] }} {{ uni[8:11] }} {{ 'abc'[1::-1] }} {{ s[:-100:-1] }} {{ s[-100:3] }}
{{ (1, 2, 3)[1:] }} {{ (1, 2, 3)[:1] }} {{ range(10)[2:5]|list }} {{ range(10)[::-3]|list }} {{ range(10)[2:5] }} {{ range(0, 10, 2)[1:3] }} {{ range(5)[7:] }}
{{ l[::0] }}
{{ l['a':] }}
{{ l[1.0:] }}
{{ d[1:] }}
{{ n[1:] }}
{{ missing[1:] }}
{{ l[missing:] }}
{{ none_[:1] }}
{{ d[[1]] }}|{{ d[{}] }}|
{{ d['na' ~ 'me'] }} {{ d[s] }}| {{ people[0]['tags'][0] }} {{ people[-1].city.zip }} {{ messages[0]['role'] }} {{ messages[0].content }} {{ messages|length }} {{ messages[1:]|length }} {{ messages[-1]['content'].split('</think>')[-1] }}
{{ d.nested.x[1 if true else 0] }} {{ d['nested'].x|length }} {{ d.name[0] }} {{ d.name.upper()[1:] }} {{ {'user': 'U', 'assistant': 'A'}[messages[1].role] }} {{ {'user': 'U'}['zz'] }}| {{ {'x': {'y': 1}}.x.y }}
{{ d[] }}
{{ d. }}
{{ d.'a' }}
{{ d.1a }}
{{ d[0, 1] }}| {{ {(0, 1): 'pair'}[0, 1] }}
"""

METHODS = """
{{ s.upper() }} {{ s.lower() }} {{ s.title() }} {{ s.capitalize() }} {{ uni.upper() }} {{ uni.lower() }} {{ 'ß'.upper() }} {{ 'ﬁx'.capitalize() }} {{ 'ΑΣ'.lower() }} {{ 'ΑΣ Σ ΑΣΑ'.lower() }} {{ 'ǆ'.capitalize() }} {{ 'İ'.lower()|length }} {{ "they're bill's".title() }} {{ 'a1b c_d'.title() }}
{{ padded.strip() }}| {{ padded.lstrip() }}| {{ padded.rstrip() }}| {{ 'xxaxx'.strip('x') }} {{ 'xyaxy'.strip('yx') }} {{ 'xxaxx'.lstrip('x') }} {{ 'xxaxx'.rstrip('x') }} {{ ''.strip() }}| {{ 'aaa'.strip('a') }}| {{ ' a '.strip(none) }}| {{ '\u00a0\u2003x\u3000\x1f'.strip() }}| {{ '😀a😀'.strip('😀') }}
{{ s.strip(1) }}
{{ s.strip('a', 'b') }}
{{ s.strip(chars='H') }}
{{ csv.split(',') }} {{ csv.split(',', 1) }} {{ csv.split(',', maxsplit=2) }} {{ csv.split(sep=',') }} {{ padded.split() }} {{ '  a  b  c '.split(none, 1) }} {{ 'a b c'.split(maxsplit=1) }} {{ ''.split() }} {{ ''.split(',') }} {{ 'abc'.split('x') }} {{ 'aXXbXXc'.split('XX') }} {{ 'aaa'.split('a') }} {{ ' '.split() }} {{ 'a b'.split(none, 0) }} {{ ' a b '.split(none, 0) }} {{ 'a,b'.split(',', 0) }} {{ 'a,b,c'.split(',', -1) }}
{{ csv.rsplit(',') }} {{ csv.rsplit(',', 1) }} {{ padded.rsplit() }} {{ ' a  b  c '.rsplit(none, 1) }} {{ 'aXXbXXc'.rsplit('XX', 1) }} {{ 'aaa'.rsplit('aa') }} {{ 'aaaa'.split('aa') }} {{ 'abc'.rsplit('x', 1) }} {{ ' a b '.rsplit(none, 0) }}
{{ s.split('') }}
{{ s.split(1) }}
{{ s.split(',', 'a') }}
{{ s.split(',', 1, 2) }}
{{ lines.splitlines() }} {{ lines.splitlines(true) }} {{ ''.splitlines() }} {{ 'a'.splitlines() }} {{ '\\n'.splitlines() }} {{ 'a\\x0bb\\x0cc\\x1cd\\x85e\u2028f'.splitlines() }} {{ 'a\\n\\n'.splitlines(keepends=true) }}
{{ s.startswith('Hell') }} {{ s.startswith('x') }} {{ s.startswith(('x', 'H')) }} {{ s.startswith('World', 6) }} {{ s.startswith('') }} {{ s.endswith('ld') }} {{ s.endswith(('a', 'b')) }} {{ s.endswith('lo', 0, 5) }} {{ s.startswith('', 100) }} {{ s.startswith('H', -11) }} {{ s.endswith('d', -1) }} {{ ''.startswith('', 0) }} {{ 'abc'.endswith('', 3) }} {{ 'abc'.endswith('', 4) }}
{{ s.startswith(1) }}
{{ s.startswith(['H']) }}
{{ s.startswith() }}
{{ s.startswith('H', 'a') }}
{{ s.replace('l', 'L') }} {{ s.replace('l', 'L', 1) }} {{ s.replace('', '-') }} {{ s.replace('', '-', 3) }} {{ ''.replace('', 'x') }} {{ s.replace('zz', '') }} {{ s.replace('o', '') }} {{ s.replace('l', 'L', -1) }} {{ s.replace('l', 'L', 0) }} {{ 'aaa'.replace('aa', 'b') }} {{ '😀x'.replace('', '.') }}
{{ s.replace('a') }}
{{ s.replace('a', 1) }}
{{ s.replace(old='l', new='L') }}
{{ s.find('o') }} {{ s.find('o', 5) }} {{ s.find('x') }} {{ s.find('') }} {{ s.find('', 11) }} {{ s.find('', 12) }} {{ s.find('o', 5, 6) }} {{ s.find('o', -4) }} {{ uni.find('!') }} {{ uni.find('日') }} {{ s.rfind('o') }} {{ s.rfind('o', 0, 5) }} {{ s.rfind('') }} {{ s.rfind('x') }} {{ s.index('W') }} {{ s.rindex('l') }} {{ s.find('l', none, 3) }} {{ uni.rfind('😀') }}
{{ s.index('x') }}
{{ s.rindex('x') }}
{{ s.find(1) }}
{{ s.find() }}
{{ s.count('l') }} {{ s.count('') }} {{ s.count('lo') }} {{ 'aaaa'.count('aa') }} {{ s.count('o', 5) }} {{ s.count('z') }} {{ ''.count('') }} {{ s.count('l', 0, 3) }} {{ s.count('', 20) }}
{{ ','.join(['a', 'b']) }} {{ ''.join([]) }}| {{ '-'.join('abc') }} {{ ', '.join(d) }} {{ '/'.join(('x',)) }} {{ ' '.join(ls|sort) }} {{ ','.join(d.keys()) }} {{ '+'.join(l|map('string')) }}
{{ ','.join([1, 2]) }}
{{ ','.join(5) }}
{{ ','.join(missing) }}|
{{ ','.join([missing]) }}
{{ 'abc'.isalpha() }} {{ 'ab1'.isalpha() }} {{ ''.isalpha() }} {{ '123'.isdigit() }} {{ '12a'.isdigit() }} {{ '²'.isdigit() }} {{ '²'.isdecimal() }} {{ '½'.isdigit() }} {{ 'ab1'.isalnum() }} {{ 'a b'.isalnum() }} {{ ' \\t'.isspace() }} {{ ''.isspace() }} {{ 'ABC'.isupper() }} {{ 'AbC'.isupper() }} {{ 'A1'.isupper() }} {{ '1'.isupper() }} {{ 'abc'.islower() }} {{ 'a1'.islower() }} {{ 'é'.isascii() }} {{ ''.isascii() }} {{ '日本'.isalpha() }} {{ '٣'.isdigit() }}
{{ 'a-b-c'.partition('-') }} {{ 'abc'.partition('-') }} {{ 'a-b-c'.rpartition('-') }} {{ 'abc'.rpartition('-') }}
{{ 'abc'.partition('') }}
{{ 'abc'.removeprefix('a') }} {{ 'abc'.removeprefix('x') }} {{ 'abc'.removesuffix('c') }} {{ 'abc'.removesuffix('') }} {{ 'abc'.removesuffix('abc') }}|
{{ '42'.zfill(5) }} {{ '-42'.zfill(5) }} {{ '+1'.zfill(4) }} {{ 'abc'.zfill(2) }} {{ ''.zfill(2) }} {{ 'a'.ljust(3) }}| {{ 'a'.rjust(3) }}| {{ 'a'.center(4) }}| {{ 'ab'.center(5) }}| {{ 'abc'.center(6) }}| {{ 'a'.ljust(3, '*') }} {{ 'a'.rjust(3, '*') }} {{ 'a'.center(4, '*') }} {{ 'ab'.center(5, '*') }} {{ 'abc'.center(2) }}
{{ 'a'.ljust(3, 'xx') }}
{{ 'a'.ljust('3') }}
{{ '{} {}'.format('a', 1) }} {{ '{0}{1}{0}'.format('x', 'y') }} {{ '{a} {b}'.format(a=1, b='z') }} {{ '{{}}'.format() }} {{ '{:>5}|{:<5}|{:^5}'.format('a', 'b', 'c') }} {{ '{:05d}'.format(42) }} {{ '{:.2f}'.format(3.14159) }} {{ '{:,}'.format(1234567) }} {{ '{!r}'.format('q') }} {{ '{!s:>3}'.format(1) }} {{ '{:x} {:#x} {:b} {:o} {:X}'.format(255, 255, 5, 8, 255) }} {{ '{:+}'.format(3) }} {{ '{:%}'.format(0.25) }} {{ '{:.1%}'.format(0.256) }} {{ '{:e}'.format(12345.678) }} {{ '{:g}'.format(1e-5) }} {{ '{:_}'.format(1234567) }} {{ '{:,.2f}'.format(1234567.891) }} {{ '{:*^9}'.format('mid') }} {{ '{:.3}'.format('abcdef') }} {{ '{:5}|'.format(42) }} {{ '{:5}|'.format('ab') }} {{ '{:<5}|'.format(42) }} {{ '{:=+5}|'.format(42) }} {{ '{: d}'.format(7) }} {{ '{}'.format(none) }} {{ '{}'.format([1, 'a']) }} {{ '{0.name}'.format(d) }} {{ '{:f}'.format(1) }} {{ '{:05}'.format(-3) }} {{ '{:06.1f}'.format(-3.25) }}
{{ '{}'.format() }}
{{ '{0} {}'.format(1, 2) }}
{{ '{a}'.format() }}
{{ '{'.format() }}
{{ '}'.format() }}
{{ '{:d}'.format('a') }}
{{ '{:>5}'.format(none) }}
{{ '{:s}'.format(1) }}
{{ s.nope() }}
{{ s.upper(1) }}
{{ s.upper }}
{{ n.bit_length_x() }}
{{ s.upper().lower().title() }} {{ (s ~ '!').upper() }} {{ ('a' + 'b').upper() }} {{ ''.upper() }}| {{ s.split(' ')[0].lower() }} {{ 'x'.join(s.split('o')) }} {{ messages[2].content.split('</think>')[-1].lstrip('\\n') }} {{ messages[2].content.split('</think>')[0].rstrip('\\n').split('<think>')[-1] }}
{{ s.upper | lower }} {# a method is no string #}
{{ 5() }}
{{ s() }}
{{ 'a'() }}
{{ none() }}
"""

FILTERS = """
{{ s|upper }} {{ s|lower }} {{ s|title }} {{ s|capitalize }} {{ 'foo-bar (baz) [x] {y} <z>'|title }} {{ 'hELLO wORLD'|capitalize }} {{ 5|upper }} {{ none|upper }} {{ missing|upper }}| {{ true|lower }} {{ [1, 'A']|lower }}
{{ padded|trim }}| {{ 'xxaxx'|trim('x') }} {{ 5|trim }} {{ none|trim }} {{ missing|trim }}| {{ ' a '|trim(chars=' ') }}| {{ 'a'|trim(none) }}
{{ 'a'|trim(1) }}
{{ s|length }} {{ l|length }} {{ d|length }} {{ l|count }} {{ ''|length }} {{ uni|length }} {{ range(5)|length }} {{ missing|length }} {{ (1, 2)|length }} {{ d.items()|length }}
{{ 5|length }}
{{ none|length }}
{{ l|map('string')|length }}
{{ true|length }}
{{ s|replace('l', 'L') }} {{ s|replace('l', 'L', 1) }} {{ 515|replace('5', 'x') }} {{ s|replace('o', 0) }} {{ s|replace('', '-') }} {{ none|replace('N', 'n') }} {{ s|replace(old='H', new='J') }} {{ s|replace('l', 'L', count=2) }} {{ missing|replace('a', 'b') }}| {{ s|replace('l', 'L', none) }}
{{ s|replace('l') }}
{{ s|replace }}
{{ missing|default('x') }} {{ none_|default('x') }} {{ none_|default('x', true) }} {{ ''|default('x') }}| {{ ''|default('x', true) }} {{ ''|d('x', boolean=true) }} {{ 0|default(5, true) }} {{ missing|default }}| {{ missing|default(default_value='k') }} {{ s|default('x') }} {{ d.zz|default(d.name) }} {{ missing|d([]) }} {{ missing|default(none) }} {{ missing|default(missing2)|default('y') }}
{{ missing|default('a', true, 1) }}
{{ missing|default(x=1) }}
{{ l|first }} {{ l|last }} {{ s|first }} {{ s|last }} {{ d|first }} {{ d|last }} {{ (7, 8)|first }} {{ range(3)|last }} {{ []|first }}| {{ []|last }}| {{ ''|first }}| {{ missing|first }}| {{ missing|last }}| {{ l|map('string')|first }} {{ d.values()|first }} {{ d.items()|last|first }} {{ uni|last }}
{{ 5|first }}
{{ none|last }}
{{ l|map('string')|last }}
{{ l|join }} {{ l|join(', ') }} {{ s|join('-') }} {{ d|join(',') }} {{ people|join('+', attribute='name') }} {{ people|join('+', 'age') }} {{ []|join(',') }}| {{ mixed|join('|') }} {{ l|join(0) }} {{ missing|join }}| {{ [missing, 1]|join('-') }} {{ d.keys()|join('/') }} {{ l|join(d=':') }} {{ [1]|join(none) }} {{ ['a', none, 'b']|join(' ') }}
{{ 5|join }}
{{ s|list }} {{ d|list }} {{ (1, 2)|list }} {{ range(3)|list }} {{ missing|list }} {{ ''|list }} {{ d.items()|list|length }} {{ '😀é'|list }}
{{ 5|list }}
{{ none|list }}
{{ d|items|list|length }} {{ {'a': 1, 'b': 2}|items|list }} {{ missing|items|list }} {% for k, v in {'x': 1}|items %}{{ k }}={{ v }}{% endfor %} {{ d|items|first }} {{ 5|items is defined }}
{{ 5|items|list }}
{{ l|items|list }}
{{ {'b': 1, 'A': 2, 'c': 0}|dictsort }} {{ {'b': 1, 'A': 2}|dictsort(true) }} {{ {'b': 1, 'A': 2, 'c': 0}|dictsort(false, 'value') }} {{ {'b': 1, 'A': 2}|dictsort(reverse=true) }} {{ {}|dictsort }} {{ {'b': 'X', 'a': 'y'}|dictsort(by='value') }} {{ {2: 'a', 1: 'b'}|dictsort }}
{{ {'a': 1}|dictsort(by='x') }}
{{ {'a': 1, 2: 3}|dictsort }}
{{ l|dictsort }}
{{ missing|dictsort }}
{{ l|sort }} {{ l|sort(reverse=true) }} {{ l|sort(true) }} {{ ls|sort }} {{ ls|sort(case_sensitive=true) }} {{ ls|sort(true, true) }} {{ people|sort(attribute='age')|map(attribute='name')|list }} {{ people|sort(attribute='age,name')|map(attribute='name')|list }} {{ people|sort(attribute='age', reverse=true)|map(attribute='name')|list }} {{ people|sort(attribute='name')|map(attribute='name')|join }} {{ s|sort|join }} {{ d|sort }} {{ [3.5, 1, true, 2]|sort }} {{ []|sort }} {{ [[2, 'b'], [1, 'c'], [2, 'a']]|sort }} {{ missing|sort }} {{ (2, 1)|sort }} {{ [(1, 'b'), (1, 'A')]|sort(attribute=1) }}
{{ [1, 'a']|sort }}
{{ [none, 1]|sort }}
{{ people|sort }}
{{ 5|sort }}
{{ people|sort(attribute='zz') }}
{{ [1, 2, 1, 3, 2]|unique|list }} {{ ['a', 'A', 'b']|unique|list }} {{ ['a', 'A']|unique(true)|list }} {{ people|unique(attribute='age')|map(attribute='name')|list }} {{ [1, 1.0, true]|unique|list }} {{ 'hello'|unique|join }} {{ []|unique|list }}
{{ [[1], [1]]|unique|list }}
{{ l|reverse|list }} {{ s|reverse }} {{ uni|reverse }} {{ (1, 2)|reverse|list }} {{ ''|reverse }}| {{ d|reverse|list }} {{ range(3)|reverse|list }} {{ d.keys()|reverse|first }} {{ missing|reverse|list }} {{ l|map('string')|reverse }} {{ l|reverse|join }}
{{ l|reverse|length }}
{{ 5|reverse }}
{{ l|min }} {{ l|max }} {{ ls|min }} {{ ls|max }} {{ ls|min(case_sensitive=true) }} {{ ls|max(true) }} {{ people|max(attribute='age') == people[1] }} {{ people|min(attribute='age') == people[0] }} {{ []|min }}| {{ []|max is defined }} {{ s|max }} {{ [1.5, 1]|min }} {{ missing|max }}|
{{ [1, 'a']|min }}
{{ 5|max }}
{{ l|sum }} {{ []|sum }} {{ l|sum(start=10) }} {{ people|sum(attribute='age') }} {{ people|sum('age', 5) }} {{ [1.5, 2]|sum }} {{ [[1], [2]]|sum(start=[]) }} {{ [true, true]|sum }} {{ missing|sum }}
{{ ['a']|sum }}
{{ ['a']|sum(start='') }}
{{ 5|sum }}
{{ -5|abs }} {{ neg|abs }} {{ 2.5|abs }} {{ true|abs }} {{ (-2.5)|abs }} {{ -0.0|abs }}
{{ 'a'|abs }}
{{ missing|abs }}
{{ 2.5|round }} {{ 3.5|round }} {{ 2.567|round(2) }} {{ 2.567|round(1, 'floor') }} {{ 2.51|round(1, 'ceil') }} {{ 42|round }} {{ 1234|round(-2) }} {{ 1250.0|round(-2) }} {{ -2.5|round }} {{ (-0.4)|round }} {{ 2.675|round(2) }} {{ 0.5|round|int }} {{ 42.55|round(method='floor') }} {{ 1.1|round(precision=0, method='ceil') }} {{ true|round }} {{ 7|round(0, 'ceil') }} {{ 15|round(-1) }} {{ 25|round(-1) }} {{ 1e300|round(2) }} {{ -7.5|round(0, 'floor') }} {{ 1e20|round(0, 'ceil') }}
{{ 'a'|round }}
{{ 1.5|round(method='x') }}
{{ missing|round }}
{{ '42'|int }} {{ '42.9'|int }} {{ 'abc'|int }} {{ 'abc'|int(7) }} {{ 3.99|int }} {{ -3.99|int }} {{ true|int }} {{ none|int }} {{ ''|int }} {{ ' 42 '|int }} {{ '1_000'|int }} {{ '0x1F'|int(base=16) }} {{ '1f'|int(0, 16) }} {{ '0b101'|int(0, 2) }} {{ '077'|int(0, 8) }} {{ '0x1f'|int(0, 0) }} {{ '-5'|int }} {{ '+5'|int }} {{ '1e3'|int }} {{ [1]|int }} {{ [1]|int(9) }} {{ '99999999999999999999'|int }} {{ 'inf'|int(3) }} {{ 'nan'|int(4) }} {{ '1__0'|int(5) }} {{ '_1'|int(6) }} {{ 'zz'|int(0, 36) }} {{ '9'|int(8, 8) }} {{ '5'|int(1, 99) }} {{ 'x'|int(default='d') }} {{ '010'|int(3, 0) }} {{ '0x_1f'|int(3, 16) }} {{ big|int }} {{ 1e20|int }} {{ '\u0664'|int(1, 50) is number }}
{{ missing|int }}
{{ (1e308 * 10)|int }}
{{ (1e308 * 10 - 1e308 * 10)|int(5) }} {{ '1e400'|int(6) }}
{{ '3.14'|float }} {{ 'abc'|float }} {{ 'abc'|float(1.5) }} {{ 3|float }} {{ true|float }} {{ none|float }} {{ ' 1e3 '|float }} {{ 'inf'|float }} {{ '-Infinity'|float }} {{ 'nan'|float }} {{ '.5'|float }} {{ '5.'|float }} {{ '1_0.5'|float }} {{ '1f'|float(2) }} {{ '0x10'|float(3) }} {{ '1e400'|float }} {{ []|float(4) }} {{ 'x'|float(default='d') }} {{ big|float }}
{{ missing|float }}
{{ (10 ** 400)|float }}
{{ 5|string }} {{ none|string }} {{ [1, 'a']|string }} {{ missing|string }}| {{ 1.0|string }} {{ true|string ~ 1 }} {{ d.nested|string }} {{ 5|string|length }} {{ quote|string }}
{{ html|safe }} {{ html|escape }} {{ html|e }} {{ html|forceescape }} {{ html|e|e }} {{ html|e|forceescape }} {{ 5|e }} {{ none|e }} {{ missing|e }}| {{ 'a'|safe + '<' }} {{ '<' + ('a'|safe) }} {{ ('a'|safe) ~ '<' }} {{ ('<'|safe) * 2 }} {{ ('a'|safe)|upper + '<' }} {{ ['<'|safe] }} {{ ('<a>'|safe)|length }} {{ ('<a>'|safe)[0] + '&' }} {{ ('<'|safe) == '<' }} {{ ('<'|safe) is escaped }} {{ '<' is escaped }} {{ ('a'|safe).startswith('a') }} {{ (' a '|safe).strip() + '<' }} {{ ('<'|safe)|tojson }} {{ [('<'|safe), '&']|join }} {{ ('a b'|safe)|trim|title + '<' }} {{ ('<'|safe)|string + '<' }} {{ ('<'|safe)|replace('<', '>') + '<' }} {{ ('ab'|safe)|reverse + '<' }} {{ ('ab'|safe)|list|first + '<' }} {{ ('ab'|safe)|first + '<' }} {{ ('a\\nb'|safe)|indent(1) + '<' }}
{{ lines|indent }} {{ lines|indent(2) }} {{ lines|indent(2, true) }} {{ lines|indent(2, true, true) }} {{ lines|indent('> ') }} {{ 'a'|indent }} {{ ''|indent }}| {{ ''|indent(first=true) }}| {{ lines|indent(width=1, blank=true) }} {{ 'a\\nb'|indent(-1) }} {{ 'a\\nb'|indent(true) }} {{ lines|indent('-', first=true) }}
{{ 5|indent }}
{{ missing|indent }}
{{ [1]|indent }}
{{ [1, 2, 3, 4, 5]|batch(2)|list }} {{ [1, 2, 3]|batch(2, 0)|list }} {{ 'abc'|batch(2)|list }} {{ []|batch(2)|list }} {{ range(5)|batch(5)|list }} {{ [1]|batch(9, 'x')|list }}
{{ [1, 2, 3, 4, 5]|slice(2)|list }} {{ [1, 2, 3]|slice(2, 0)|list }} {{ []|slice(2)|list }} {{ [1]|slice(3)|list }} {{ [1]|slice(3, 'f')|list }} {{ [1]|slice(-1)|list }}
{{ [1]|slice(0)|list }}
{{ s|center(20) }}| {{ s|center }}| {{ 5|center(4) }}| {{ 'ab'|center(5) }}|
{{ 'foo bar baz qux'|truncate(9) }} {{ 'foo bar baz qux'|truncate(9, true) }} {{ 'foo bar baz qux'|truncate(11) }} {{ 'foo bar baz qux'|truncate(11, false, '...', 0) }} {{ 'foobarbaz'|truncate(5, leeway=0) }} {{ s|truncate }} {{ 'abc def ghi'|truncate(7, end='!', leeway=0) }} {{ 'abc def'|truncate(3, leeway=0) }} {{ 'abc def'|truncate(5, true, '', 0) }}
{{ s|truncate(2) }}
{{ 5|truncate }}
{{ 'a b  c-d e_f'|wordcount }} {{ ''|wordcount }} {{ uni|wordcount }} {{ 5|wordcount }}
{{ '%s, %s!'|format('a', 'b') }} {{ '%d'|format(3) }} {{ 'x'|format }} {{ '%.1f'|format(2.25) }}
{{ '%s'|format }}
{{ people|map(attribute='name')|list }} {{ people|map(attribute='city.zip')|list }} {{ people|map(attribute='tags.0')|list }} {{ people|map(attribute='zz', default='-')|list }} {{ ls|map('upper')|list }} {{ l|map('string')|list }} {{ ls|map('replace', 'a', 'z')|join }} {{ [[1, 2], [3]]|map('first')|list }} {{ [[1, 2], [3]]|map('length')|list }} {{ people|map(attribute='age')|sum }} {{ [1, 2]|map('default', 0)|list }} {{ missing|map('upper')|list }} {{ []|map(attribute='x')|list }} {{ [[1, 2]]|map(attribute=1)|list }} {{ [' a ']|map('trim')|list }} {{ [1.4]|map('round', 0, 'ceil')|list }} {{ ['a,b']|map('join', '-')|list }} {{ people|map(attribute='name', default='x')|map('lower')|join(',') }} {{ people|map(attribute='tags', default=none)|list }}
{{ l|map|list }}
{{ l|map(attribute='a', x=1)|list }}
{{ 5|map('upper')|list }}
{{ [missing]|map(attribute='x')|list }}
{{ people|map(attribute='city.zip.more')|list }}
{{ l|select('odd')|list }} {{ l|select('greaterthan', 1)|list }} {{ [0, 1, '', 'a', none]|select|list }} {{ l|reject('odd')|list }} {{ [0, 1, none]|reject|list }} {{ mixed|select('string')|list }} {{ mixed|select('number')|list }} {{ mixed|select('mapping')|list }} {{ l|select('in', [1, 2])|list }} {{ ls|select('equalto', 'a')|list }} {{ l|select('divisibleby', 2)|list }} {{ mixed|reject('none')|list|length }} {{ ls|select('ne', 'a')|list }} {{ l|select('>=', 2)|list }} {{ missing|select|list }} {{ s|select('in', 'lo')|join }} {{ l|select(['odd'][0])|list }}
{{ people|selectattr('on')|map(attribute='name')|list }} {{ people|rejectattr('on')|map(attribute='name')|list }} {{ people|selectattr('age', 'equalto', 25)|map(attribute='name')|list }} {{ people|selectattr('age', '==', 30)|list|length }} {{ people|selectattr('city', 'defined')|map(attribute='name')|list }} {{ people|rejectattr('city', 'defined')|list|length }} {{ people|selectattr('tags', 'undefined')|list|length }} {{ people|selectattr('name', 'in', ['Bob'])|list|length }} {{ people|selectattr('city.zip', 'eq', 1)|list|length }} {{ messages|selectattr('role', 'equalto', 'system')|list }} {{ messages|rejectattr('role', 'equalto', 'system')|map(attribute='role')|join(',') }} {{ people|selectattr('age', 'gt', 26)|first }} {{ missing|selectattr('x')|list }} {{ [[1, 0], [0, 1]]|selectattr(0)|list }} {{ [[1, 0], [0, 1]]|selectattr('1')|list }}
{{ people|selectattr|list }}
{{ people|selectattr('city.zip.q', 'defined')|list }}
{{ [1, 2]|selectattr('x', 'gt', 1)|list }}
{{ l|select('odd', 1)|list }}
{{ l|select('nosuch')|list }}
{{ ls|map('nosuch')|list }}
{{ s|nosuch }}
{{ s|upper() }} {{ s|upper|lower|title }} {{ (s|upper).lower() }} {{ s|upper ~ '!' }} {{ 'a' ~ 'b'|upper }} {{ 1 + 2|string|length }} {{ -5|abs }} {{ (-5)|abs }} {{ not s|length }} {{ s|length > 3 and l|length == 3 }} {{ [1, 2]|first + 1 }} {{ 'a b'|upper|replace(' ', '-') }} {{ s | upper | trim }} {{ s|default('x')|length }} {{ l|join('-')|length }} {{ 'x' if s|length else 'y' }} {{ s|replace("o", "0")|upper }}
{{ s|upper(1) }}
{{ s|upper(x=1) }}
{{ s| }}
{{ s|'upper' }}
{{ s|upper.lower }}
{{ s||upper }}
{{ d|attr('name') }}| {{ d|attr('items') is callable }} {{ s|attr('upper') is callable }} {{ (s|attr('upper'))() }} {{ s|attr('zz') is undefined }}
"""

JSON = """
{{ d|tojson }} {{ l|tojson }} {{ s|tojson }} {{ uni|tojson }} {{ quote|tojson }} {{ html|tojson }} {{ lines|tojson }} {{ mixed|tojson }} {{ none|tojson }} {{ true|tojson }} {{ 1.0|tojson }} {{ 1e100|tojson }} {{ big|tojson }} {{ (1, 2)|tojson }} {{ ''|tojson }} {{ []|tojson }} {{ {}|tojson }} {{ [[], {}]|tojson }}
{{ d|tojson(indent=2) }}
{{ d|tojson(indent=0) }}
{{ mixed|tojson(indent=4) }}
{{ mixed|tojson(indent='--') }}
{{ mixed|tojson(indent=-1) }}
{{ mixed|tojson(indent=true) }}
{{ [[], {}, [[]], {'a': {}}]|tojson(indent=1) }}
{{ uni|tojson(ensure_ascii=true) }} {{ uni|tojson(true) }} {{ [1, 2]|tojson(false, 1) }} {{ d|tojson(separators=(',', ':')) }} {{ d|tojson(separators=['; ', '=']) }} {{ d|tojson(indent=1, separators=(',', ':')) }} {{ {'b': 1, 'a': {'d': 1, 'c': 2}}|tojson(sort_keys=true) }} {{ {'b': 1, 'a': 2}|tojson(sort_keys=false) }} {{ {1: 'a', 1.5: 'b', true: 'c', none: 'd'}|tojson }} {{ {2: 'a', 1: 'b'}|tojson(sort_keys=true) }} {{ '\\x00\\x1f\\x7f\u2028'|tojson }} {{ '/'|tojson }} {{ (1e308 * 10)|tojson }} {{ (-1e308 * 10)|tojson }} {{ (1e308 * 10 - 1e308 * 10)|tojson }} {{ '😀'|tojson(ensure_ascii=true) }} {{ d|tojson|length }} {{ d|tojson|safe }} {{ {'a': '<'}|tojson }} {{ d.keys()|list|tojson }} {{ people|tojson }} {{ messages|tojson(indent=2)|length }}
{{ missing|tojson }}
{{ [missing]|tojson }}
{{ d.keys()|tojson }}
{{ range(3)|tojson }}
{{ l|map('string')|tojson }}
{{ {(1, 2): 3}|tojson }}
{{ {'a': 1, 2: 3}|tojson(sort_keys=true) }}
{{ d|tojson(separators=',') }}
{{ d|tojson(separators=(',', ':', '!')) }}
{{ d|tojson(indent=1.5) }}
{{ d|tojson(x=1) }}
{{ namespace()|tojson }}
"""

TESTS = """
{{ s is defined }} {{ missing is defined }} {{ missing is undefined }} {{ d.zz is defined }} {{ d.name is undefined }} {{ missing is not defined }} {{ none_ is defined }} {{ s is not undefined }}
{{ none_ is none }} {{ s is none }} {{ missing is none }} {{ none is None }} {{ s is not none }} {{ 0 is none }}
{{ s is string }} {{ 5 is string }} {{ d is mapping }} {{ l is mapping }} {{ l is iterable }} {{ s is iterable }} {{ 5 is iterable }} {{ missing is iterable }} {{ none is iterable }} {{ d is iterable }} {{ range(2) is iterable }} {{ d.items() is iterable }} {{ l|map('string') is iterable }}
{{ l is sequence }} {{ s is sequence }} {{ d is sequence }} {{ 5 is sequence }} {{ missing is sequence }} {{ (1,) is sequence }} {{ range(2) is sequence }} {{ d.keys() is sequence }} {{ l|map('string') is sequence }} {{ none is sequence }}
{{ 5 is number }} {{ 2.5 is number }} {{ true is number }} {{ '5' is number }} {{ 5 is integer }} {{ true is integer }} {{ 2.0 is integer }} {{ 2.5 is float }} {{ 5 is float }} {{ true is boolean }} {{ 1 is boolean }} {{ none is boolean }} {{ true is true }} {{ 1 is true }} {{ false is false }} {{ 0 is false }} {{ missing is false }} {{ no is false }}
{{ 5 is odd }} {{ 4 is even }} {{ 4 is odd }} {{ -3 is odd }} {{ 2.0 is even }} {{ 2.5 is odd }} {{ 10 is divisibleby 5 }} {{ 10 is divisibleby(3) }} {{ 10 is not divisibleby 3 }} {{ true is odd }}
{{ 'a' is odd }}
{{ missing is odd }}
{{ 5 is divisibleby 0 }}
{{ 5 is divisibleby }}
{{ 5 is eq 5 }} {{ 5 is equalto 5 }} {{ 5 is == 5 }}
{{ 5 is eq(5) }} {{ 5 is ne 4 }} {{ 5 is lt 6 }} {{ 5 is le 5 }} {{ 5 is gt 4 }} {{ 5 is ge 6 }} {{ 5 is lessthan 6 }} {{ 5 is greaterthan 6 }} {{ 'a' is in 'abc' }} {{ 1 is in l }} {{ 9 is not in [1] }} {{ s is eq s }} {{ 5 is eq -5 }}
{{ 5 is lt 'a' }}
{{ 'abc' is lower }} {{ 'Abc' is lower }} {{ 'ABC' is upper }} {{ 5 is lower }} {{ '' is upper }} {{ range is callable }} {{ s is callable }} {{ s.upper is callable }} {{ namespace is callable }} {{ missing is callable }}
{{ none is sameas none }} {{ true is sameas true }} {{ 1 is sameas true }} {{ s is sameas s }} {{ l is sameas [3, 1, 2] }} {{ missing is sameas none }} {{ no is sameas false }}
{{ 'upper' is filter }} {{ 'nosuch' is filter }} {{ 'odd' is test }} {{ 'nosuch' is test }} {{ 'urlize' is filter }} {{ 5 is filter }}
{{ s is nosuch }}
{{ s is string and n is number }} {{ s is string or missing is defined }} {{ not s is string }} {{ s is not string }} {{ (s is string) is true }} {{ s is string is true }}
{{ 1 is eq 1 and 2 is eq 2 }} {{ 'x' if s is string else 'y' }} {{ s is in ['Hello World'] }} {{ n is eq 3 + 4 }} {{ n + 1 is eq 8 }} {{ l[0] is eq l.0 }} {{ n is divisibleby l[0] }} {{ d.name is eq 'Ann' }} {{ n is eq n|abs }}
{{ s is defined(1) }}
{{ s is string() }} {{ s is not string() }}
{{ 5 is in }}
{{ 5 is eq 5 is true }}
{{ s is 5 }}
"""

GLOBALS = """
{{ range(3)|list }} {{ range(1, 4)|list }} {{ range(0, 10, 3)|list }} {{ range(5, 0, -2)|list }} {{ range(0)|list }} {{ range(-1)|list }} {{ range(3) }} {{ range(1, 3) }} {{ range(1, 9, 2) }} {{ range(3) == range(0, 3) }} {{ range(true)|list }} {{ range(2)|length }} {{ 5 in range(3) }} {{ range(3)|sum }}
{{ range(1, 2, 0) }}
{{ range() }}
{{ range('a') }}
{{ range(1.5) }}
{{ range(1, 2, 3, 4) }}
{{ range(200000) }}
{{ range(100000)|length }}
{{ range(stop=3) }}
{{ dict(a=1, b='x') }} {{ dict() }} {{ dict({'a': 1}, b=2) }} {{ dict([('a', 1), ['b', 2]]) }} {{ dict(d, name='Z').name }} {{ dict(**{'x': 1}) }} {{ dict({'a': 1}, a=2) }} {{ dict(['ab', 'cd']) }}
{{ dict(1) }}
{{ dict([1]) }}
{{ dict({}, {}) }}
{% set ns = namespace(a=1, b='x') %}{{ ns.a }}{{ ns.b }}{{ ns.zz }}|{% set ns.a = 2 %}{{ ns.a }}{% set ns.c = [1] %}{{ ns.c }}{{ ns }} {{ ns['a'] }} {{ namespace({'k': 1}).k }} {{ namespace(d).name }} {{ namespace() is defined }} {{ namespace([('q', 5)]).q }}
{% set ns = namespace(_p=1) %}{{ ns._p }}|{{ ns['_p'] }}
{% set ns = namespace() %}{% for x in l %}{% set ns.total = (ns.total or 0) + x %}{% endfor %}{{ ns.total }}
{% set ns = namespace(found=false) %}{% for m in messages %}{% if m.role == 'user' %}{% set ns.found = true %}{% endif %}{% endfor %}{{ ns.found }}
{% set x.y = 1 %}
{% set d.name = 1 %}
{% set s.name = 1 %}
{% set missing.name = 1 %}
{{ namespace(1) }}
{{ namespace(a=1) == namespace(a=1) }}
{{ namespace(a=1)|list }}
{{ raise_exception('boom') }}
{{ raise_exception() }}
{% if false %}{{ raise_exception('boom') }}{% endif %}fine
{{ strftime_now('%Y-%m-%d') }} {{ strftime_now('%d %b %Y') }} {{ strftime_now('%A, %B %d, %Y %H:%M:%S') }} {{ strftime_now('%a %j %U %W %w %u %V %G %y %I %p %% %e %f') }} {{ strftime_now('%-d/%-m %-H') }} {{ strftime_now('%D %F %T %R %h %C %c %x %X') }}|{{ strftime_now('') }}|{{ strftime_now('%z%Z') }}|{{ strftime_now('%k|%l|%r|%n%t') }}
{{ strftime_now() }}
{{ strftime_now(1) }}
"""

STATEMENTS = """
{% if true %}a{% endif %}{% if false %}b{% endif %}{% if false %}a{% else %}b{% endif %}{% if 0 %}a{% elif 1 %}b{% else %}c{% endif %}{% if 0 %}a{% elif 0 %}b{% elif 0 %}c{% else %}d{% endif %}
{% if missing %}a{% else %}b{% endif %}{% if missing is defined and missing.x %}a{% else %}b{% endif %}{% if s and l and not le %}c{% endif %}{% if (1, ) %}t{% endif %}{% if 1, 2 %}u{% endif %}
{% if 'a' if true else '' %}x{% endif %}
{% if true: %}a{% endif %}
{% if %}a{% endif %}
{% if true %}a{% else %}b{% else %}c{% endif %}
{% if true %}a{% else %}b{% elif 1 %}c{% endif %}
{% if true %}a
{% else %}
{% endif %}
{% elif true %}
{% if true %}a{% endfor %}
{% if true %}{% for x in l %}{% endif %}{% endfor %}
{% for x in l %}{{ x }},{% endfor %} {% for x in s %}{{ x }}.{% endfor %} {% for x in d %}{{ x }},{% endfor %} {% for x in le %}{{ x }}{% else %}none{% endfor %} {% for x in l %}{{ x }}{% else %}none{% endfor %} {% for x in missing %}a{% else %}b{% endfor %} {% for x in range(3) %}{{ x }}{% endfor %} {% for x in 1, 2 %}{{ x }}{% endfor %} {% for x in (1, 2), (3, 4) %}{{ x }}{% endfor %} {% for c in '😀é' %}{{ c }}|{% endfor %}
{% for x in 5 %}{% endfor %}
{% for x in none %}{% endfor %}
{% for k, v in d.items() %}{{ k }}:{{ v }};{% endfor %} {% for a, b in [(1, 2), [3, 4]] %}{{ a }}-{{ b }} {% endfor %} {% for a, (b, c) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% endfor %} {% for (a, b) in [(1, 2)] %}{{ a + b }}{% endfor %} {% for a, in [(1,)] %}{{ a }}{% endfor %} {% for a, b in ['xy', 'zw'] %}{{ b }}{{ a }}{% endfor %}
{% for a, b in [(1, 2, 3)] %}{% endfor %}
{% for a, b in [(1,)] %}{% endfor %}
{% for a, b in [1] %}{% endfor %}
{% for x in l %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.depth }}{{ loop.depth0 }} {% endfor %}
{% for x in l %}{{ loop.previtem }}<{{ x }}>{{ loop.nextitem }} {% endfor %} {% for x in l %}{{ loop.previtem is defined }}{{ loop.nextitem is defined }} {% endfor %} {% for x in l %}{{ loop.cycle('a', 'b') }}{% endfor %} {% for x in [1, 1, 2] %}{{ loop.changed(x) }}{% endfor %} {% for x in l %}{{ loop }}{% endfor %} {% for x in l %}{{ loop['index'] }}{{ loop.zz }}|{% endfor %} {% for x in l %}{{ loop|length }}{% endfor %}
{% for x in l %}{{ loop.cycle() }}{% endfor %}
{% for x in l %}{{ loop(l) }}{% endfor %}
{% for x in l if x > 1 %}{{ x }}{{ loop.index }}{{ loop.last }}{{ loop.length }} {% endfor %} {% for x in l if x > 9 %}{{ x }}{% else %}none{% endfor %} {% for p in people if p.on %}{{ p.name }}{% if not loop.last %}, {% endif %}{% endfor %} {% for k, v in d.items() if v is string %}{{ k }}{% endfor %} {% for x in l if x == 3 or x == 2 %}{{ loop.revindex }}{% endfor %}
{% set ns = namespace(n=0) %}{% for x in [1, 2, 3, 4] if ns.n < 2 %}{% set ns.n = ns.n + 1 %}{{ x }}{% endfor %}
{% set ns = namespace(n=0) %}{% for x in [1, 2, 3, 4] if ns.n < 2 %}{{ loop.last }}{% set ns.n = ns.n + 1 %}{{ x }}{% endfor %}
{% for x in l|map('string') %}{{ loop.index }}{{ loop.last }}{{ loop.length }}{{ loop.revindex }} {% endfor %} {% for x in l|select('odd') %}{{ x }}{{ loop.last }}{% if loop.first %}{{ loop.length }}{% endif %}{% endfor %} {% for x in d.items() %}{{ loop.length }}{% endfor %} {% for x in l|reverse %}{{ x }}{{ loop.nextitem }}{% endfor %}
{% for x in l %}{% for y in 'ab' %}{{ loop.index }}{{ y }}{% endfor %}{{ loop.index }} {% endfor %} {% for x in l %}{% set outer = loop %}{% for y in 'ab' %}{{ outer.index }}{{ loop.index }} {% endfor %}{% endfor %}
{% for x in l %}{% if x == 1 %}{% break %}{% endif %}{{ x }}{% endfor %} {% for x in l %}{% if x == 1 %}{% continue %}{% endif %}{{ x }}{% endfor %} {% for x in l %}{% break %}{% else %}e{% endfor %} {% for x in l %}{% for y in 'abc' %}{% if y == 'b' %}{% break %}{% endif %}{{ y }}{% endfor %}{{ x }}{% endfor %} {% for x in l %}{% continue %}{% else %}e{% endfor %}
{% break %}
{% continue %}
{% for x in l %}{% endfor %}{% break %}
{% for x in l %}{% macro m() %}{% break %}{% endmacro %}{% endfor %}
{% for x in l %}{% else %}{% break %}{% endfor %}
{% for x in l %}{% set y %}{% break %}{% endset %}{% endfor %}ok
{% for x in l %}{% generation %}{% break %}{% endgeneration %}{% endfor %}
{% for x in l %}{% set y = x %}{% endfor %}{{ y }}| {% set y = 0 %}{% for x in l %}{% set y = y + x %}{{ y }}{% endfor %}{{ y }} {% for x in l %}{% endfor %}{{ x }}|
{% for x in l %}{% if loop.first %}{% set z = 'set' %}{% endif %}{{ z }}|{% endfor %}
{% set x = 1 %}{% for x in l %}{{ x }}{% endfor %}{{ x }} {% set s = s ~ '!' %}{{ s }}
{% for loop in l %}{% endfor %}
{% for x in l %}{% set loop = 1 %}{% endfor %}
{% set loop = 1 %}{{ loop }}
{% for x in %}{% endfor %}
{% for in l %}{% endfor %}
{% for x l %}{% endfor %}
{% for 1 in l %}{% endfor %}
{% for x.y in l %}{% endfor %}
{% for 'a' in l %}{% endfor %}
{% for true in l %}{% endfor %}
{% for [a, b] in l %}{% endfor %}
{% for x in l %}
{% for x in l if %}{% endfor %}
{% for x in l %}{{ loop.index }}{% else %}{{ loop.index }}{% endfor %}
{% for x in le %}{% else %}{{ loop.index }}{% endfor %}
{% for x in 'a' if true else 'b' %}{% endfor %}
{% for x in ('a' if true else 'b') %}{{ x }}{% endfor %}
{% for x in l or 'b' %}{{ x }}{% endfor %}
{% set a = 1 %}{{ a }}{% set a, b = 2, 3 %}{{ a }}{{ b }}{% set (c, d2) = (4, 5) %}{{ c }}{{ d2 }}{% set e = 1, 2 %}{{ e }}{% set f2 = 'x' if true else 'y' %}{{ f2 }}{% set a, (b, c) = 1, [2, 3] %}{{ a }}{{ b }}{{ c }}
{% set a, b = 1 %}
{% set a, b = 1, 2, 3 %}
{% set a = %}
{% set = 1 %}
{% set 1 = 1 %}
{% set none = 1 %}
{% set a.b.c = 1 %}
{% set a[0] = 1 %}
{% set a %}
{% set a b = 1 %}
{% set a + b = 1 %}
{% set x %}hello {{ n }}{% endset %}[{{ x }}] {% set x | upper %}hello{% endset %}{{ x }} {% set x | upper | replace('L', '_') %}hello{% endset %}{{ x }} {% set x %}{% set inner = 1 %}{{ inner }}{% endset %}{{ x }}{{ inner }}| {% set x %}{% endset %}[{{ x }}] {{ x is string }}
{% set ns = namespace() %}{% set ns.x %}block{% endset %}{{ ns.x }}
{% set ns = namespace() %}{% set ns.x, y = 1, 2 %}{{ ns.x }}{{ y }}
{% if true %}{% set v = 1 %}{% endif %}{{ v }} {% if false %}{% set w = 1 %}{% endif %}{{ w }}| {% if false %}{% set s = 1 %}{% endif %}{{ s }}
{% macro m(a, b=2, c='x') %}[{{ a }}{{ b }}{{ c }}]{% endmacro %}{{ m(1) }}{{ m(1, 3) }}{{ m(1, c='z') }}{{ m(a=5) }}{{ m(c=1, a=2) }}{{ m() }}{{ m(*[1, 2]) }}{{ m(**{'a': 9}) }}{{ m(1, *[2], c=3) }}{{ m(1, b=2, **{'c': 3}) }}
{% macro m(a, b=a) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(1, 2) }}
{% macro m(a) %}{{ a is defined }}{{ a }}{% endmacro %}{{ m() }}{{ m(none) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(b=2) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, a=2) }}
{% macro m(a=1, b) %}{% endmacro %}
{% macro m(a, a) %}{% endmacro %}
{% macro m(1) %}{% endmacro %}
{% macro m %}{% endmacro %}
{% macro %}{% endmacro %}
{% macro m() %}
{% macro 1() %}{% endmacro %}
{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, 3, k=4) }}{{ m() }}
{% macro m() %}{{ caller }}|{% endmacro %}{{ m() }}
{% macro fact(n) %}{% if n <= 1 %}1{% else %}{{ n * fact(n - 1)|int }}{% endif %}{% endmacro %}{{ fact(5) }}
{% macro m() %}{{ s }}{{ later }}{% endmacro %}{% set later = 'L' %}{{ m() }} {% macro inner() %}{% set zz = 1 %}{{ zz }}{% endmacro %}{{ inner() }}{{ zz }}|
{% macro outer(x) %}{% macro inner(y) %}{{ x }}{{ y }}{% endmacro %}{{ inner(2) }}{% endmacro %}{{ outer(1) }} {{ outer('a')|upper }} {{ outer(1) ~ '!' }} {{ outer(1)|length }} {{ outer }} {{ outer is callable }}
{% set f = namespace() %}{% macro m(x) %}{{ x * 2 }}{% endmacro %}{% set f.m = m %}{{ f.m(4) }} {% for g in [m] %}{{ g(5) }}{% endfor %}
{{ m(1) }}{% macro m(x) %}{{ x }}{% endmacro %}
{% macro m(x) %}  {{ x }}  {% endmacro %}[{{ m('a') }}][{{ m('a')|trim }}]
{% with a = 1, b = 2 %}{{ a }}{{ b }}{% endwith %}{{ a }}| {% with %}{% set q = 1 %}{{ q }}{% endwith %}{{ q }}| {% with a = 1 %}{% with a = a + 1 %}{{ a }}{% endwith %}{{ a }}{% endwith %} {% with n = n + 1, m2 = n %}{{ n }}{{ m2 }}{% endwith %}
{% with a %}{% endwith %}
{% with a = 1 b = 2 %}{% endwith %}
{% print 1 %}{% print s, n %}{% print 1 + 1, 'a' %}{% print %}
{% generation %}said {{ s }}{% endgeneration %}{%- generation -%} a {%- endgeneration -%} {% generation %}{% set g = 1 %}{{ g }}{% endgeneration %}{{ g }}|
{% generation %}
{% endgeneration %}
{% nosuch %}
{% %}
{% 1 %}
{% 'a' %}
{% if true %}{% endif x %}
{% for x in l %}{% endfor l %}
{% set x = 1 y %}
{% raw %}{{ not }} {% evaluated %} {# kept #}{% endraw %} {%- raw -%}  x  {%- endraw -%} y
{% raw %}
{% endraw %}
{% raw %}{% endraw
{%raw%}{{{%endraw%}
{# comment #}a{# {{ x }} {% if %} #}b{#- c -#} d {##}e{#-#}f
"""

WHITESPACE = [
    "{{ 'line\\\ncontinued' }}",
    "{{ 'two\nlines' }}",
    "a {#\nmulti\nline #} b",
    "{% raw %}a\n{% endraw %}\nb",
    "{% raw %}\n a {%- endraw %}  b\n  {% raw %}  x  {% endraw %}\nz",
    "{% raw -%}\n\n  x{% endraw +%}\ny",
    "a\n{% if true %}\nb\n{% endif %}\nc\n",
    "a\n  {% if true %}  \n  b\n  {% endif %}\nc",
    "a {% if true %} b {% endif %} c",
    "a\n  {%- if true -%}  \n  b\n  {%- endif -%}\nc",
    "a\n  {%+ if true %}\n  b\n  {%+ endif %}\nc",
    "a\n{% if true +%}\nb\n{% endif +%}\nc",
    "  {{ 1 }}\n  {{ 2 }}  \n",
    "  {{- 1 -}}  \n  {{- 2 -}}  \n",
    "a {{- 1 }} b {{ 2 -}} c",
    "{{ 1 }}\n{{ 2 }}\n",
    "{{ 1 }}\n\n",
    "\n",
    "\n\n",
    "",
    " ",
    "a\n",
    "a\n\n",
    "a\r\nb\rc\n",
    "{% if true %}\r\nx\r\n{% endif %}\r\n",
    "{{ 'a\r\nb' }}",
    "  {# comment #}  \nx",
    "  {# comment #}\nx",
    "x\n  {#- comment -#}  \ny",
    "x\n\t{# c #}\ny",
    "x {# c #}\ny",
    "{#+ c +#}\ny",
    "  {#+ c #}\ny",
    "{# c +#}\ny",
    "{%- set x = 1 -%}\n\n  y",
    "{% set x = 1 %}\n\n  y",
    "{% set x = 1 %}  \n  y",
    "\n\n  {%- set x = 1 %}\n  y",
    "{% for i in [1, 2] %}\n{{ i }}\n{% endfor %}\nend",
    "{% for i in [1, 2] %}\n  {{ i }}\n  {%- endfor %}\nend",
    "{%- for i in [1, 2] -%}\n  {{- i -}}\n{%- endfor -%}\nend",
    "{% for i in [1, 2] -%}\n  {{ i }},\n{% endfor %}",
    "<ul>\n    {% for i in [1, 2] %}\n    <li>{{ i }}</li>\n    {% endfor %}\n</ul>\n",
    "a{% if true %}\n\nb{% endif %}\n\nc",
    "{%if true%}x{%endif%}",
    "{%-if true-%} x {%-endif-%}",
    "{{1}}{{-1}}{{- 1}}{{ -1 }}{{- -1 }}",
    "{{+1}}{{+ 1 }}",
    "{{ 1 +}}",
    "{{ 1 +-}}",
    "{% set x = 1 +%}\n{{ x }}",
    "{% set x = 5 -%}\n{{ x }}",
    "a\u00a0\u2003{%- if true %}b{% endif -%}\u3000\x1fc",
    "a\n\u00a0 {% if true %}b{% endif %}",
    "{% if true %}{% endif %}\n{% if true %}{% endif %}\nx",
    "{% if true %}\n{% if true %}\n{{ 1 }}\n{% endif %}\n{% endif %}\n",
    "x\n   {% macro m() %}\n  body\n   {% endmacro %}\n{{ m() }}",
    "{% macro m() -%}\n  body\n{%- endmacro %}[{{ m() }}]",
    "{{ '{{' }} {{ '}}' }} {{ '{%' }} {{ '%}' }} {{ '{#' }}",
    "{{ {'a': 1}}}",
    "{{ {'a': {'b': 1}} }}",
    "{{ {'a': {'b': 1}}}}",
    "{ { } } {  %  # } }}  %}  #}",
    "{",
    "{{",
    "{%",
    "{#",
    "}}",
    "%}",
    "a{",
    "{ {{ 1 }} }",
    "{{{ 1 }}}",
    "{{ {} }}",
    "{{{}}}",
    "{{ '\n' }}x",
    "{{ 1 }}\t\n{%- if true %}y{% endif %}",
    "{% if true %} \n x{% endif %}",
    "text <|im_start|>\n{{ 1 }}<|im_end|>\n",
    "  {% if true %}a{% endif %}\n    {% if true %}b{% endif %}\n",
    "a\n  \n  {% if true %}b{% endif %}",
    "{% if true %}\n  {% set a = 1 %}\n  {{ a }}\n{% endif %}",
    "{% raw %}\n{{ x }}\n{% endraw %}\nz",
    "  {% raw %} x {% endraw %}  \nz",
    "{% raw -%}  x  {%- endraw %}\nz",
    "{% raw -%}\n  {% endraw %}\nz",
    "{%- raw %}x{% endraw -%}\n z",
    "a\n  {%- raw %}\n x{% endraw %}",
    "{% raw %}x{%+ endraw %}\nz",
    "{% raw %}\n  {%+ endraw %}\nz",
    "{% raw -%}\n  {% if %}{% endraw %}",
    "{% raw -%}\n{% endraw %}",
    "\ufeff{{ 1 }}",
    "{{ 1 }}{# a #}\n{# b #}\n{{ 2 }}",
    "{% if true -%}\n\n\n  x\n\n{%- endif %}\n\ny",
]  # fmt: skip

ARGUMENTS = [
    "{{ 'a'.replace('a', 'b',) }}",
    "{{ range(1,) |list}}",
    "{{ range(,) }}",
    "{{ dict(a=1, a=2) }}",
    "{{ dict(a=1, 2) }}",
    "{{ range(*[1, 3])|list }}",
    "{{ range(*[1], 3)|list }}",
    "{{ range(*[1], *[3])|list }}",
    "{{ dict(**{'a': 1}, b=2) }}",
    "{{ dict(b=2, **{'a': 1}) }}",
    "{{ dict(a=1, **{'a': 1}) }}",
    "{{ dict(**5) }}",
    "{{ range(*5) }}",
    "{{ dict(**{1: 2}) }}",
    "{{ 'x'|replace('x', *['y']) }}",
    "{{ missing|default(**{'default_value': 'z'}) }}",
    "{{ 5 is divisibleby(*[5]) }}",
    "{{ dict(a = 1) }}",
    "{{ dict(a == 1) }}",
    "{{ dict('a'=1) }}",
    "{{ s.upper ( ) }}",
    "{{ s . upper() }}",
    "{{ s.\nupper() }}",
    "{{ l [0] }}",
    "{{ (s).upper() }}",
    "{{ (s.upper)() }}",
    "{{ [s.upper][0]() }}",
    "{{ {'f': s.upper}.f() }}",
    "{{ [1, 2, 3]|map('string')|list|join('-') ~ '!' }}",
    "{{ s|upper()()}}",
    "{{ 5 is eq(5)() }}",
]  # fmt: skip

UNSUPPORTED = [
    "{% filter upper %}a{% endfilter %}",
    "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}x{% endcall %}",
    "{% include 'x' %}",
    "{% extends 'x' %}",
    "{% import 'x' as y %}",
    "{% from 'x' import y %}",
    "{% block b %}x{% endblock %}",
    "{% autoescape true %}x{% endautoescape %}",
    "{% for x in l recursive %}{{ x }}{% endfor %}",
    "{{ 'a b'|urlencode }}",
    "{{ 'a'|urlize }}",
    "{{ 'a'|wordwrap }}",
    "{{ 'a'|pprint }}",
    "{{ {'a': 1}|xmlattr }}",
    "{{ '<b>'|striptags }}",
    "{{ 5|filesizeformat }}",
    "{{ [1]|random }}",
    "{{ people|groupby('age') }}",
    "{{ ls|map('urlencode')|list }}",
    "{{ cycler('a') }}",
    "{{ joiner() }}",
    "{{ lipsum is defined }}",
    "{{ []|select('nosuch')|list }}",
    "{{ s|upper if false else none|nosuch }}",
    "{{ self }}",
    "{{ 'a'.encode() }}",
    "{{ 'a'.translate({}) }}",
    "{{ 'a'.swapcase() }}",
    "{{ l[1:2, 0] }}",
]  # fmt: skip
"""What is refused when a template is loaded, whatever Jinja2 does with it."""


def corpus() -> Iterator[tuple[str, str]]:
    """Groups and templates, each once."""
    seen: set[str] = set()
    for group in ("LITERALS", "OPERATORS", "SUBSCRIPTS", "METHODS", "FILTERS", "JSON", "TESTS", "GLOBALS", "STATEMENTS"):
        for line in globals()[group].strip("\n").split("\n"):
            for template in parts(line):
                if template not in seen:
                    seen.add(template)
                    yield group.lower(), template
    yield from (("whitespace", template) for template in WHITESPACE)
    yield from (("arguments", template) for template in ARGUMENTS)


def parts(line: str) -> list[str]:
    """The line, or if it has several outputs and nothing else each of them, so that one's error does not hide another."""
    outputs = line.split("}} {{")
    if len(outputs) == 1 or "{%" in line:
        return [line]
    last = len(outputs) - 1
    return [("" if i == 0 else "{{") + output + ("" if i == last else "}}") for i, output in enumerate(outputs)]


class Generator:
    """Random expressions that are mostly right, from a fixed seed."""

    ATOMS = [
        "s", "empty", "padded", "uni", "quote", "n", "zero", "neg", "f", "t", "no", "none_", "l", "le", "ls", "mixed", "d", "de",
        "people", "messages", "missing", "big", "1", "2", "-1", "0", "2.5", "1e3", "'a'", "'l'", "' '", "''", "'ab cd'", "true",
        "false", "none", "[1, 2]", "['b', 'a']", "(1, 'x')", "{'a': 1}", "range(3)", "d.nested", "people[0]", "messages[1].content",
    ]  # fmt: skip
    VARIABLES = ["s", "uni", "l", "ls", "mixed", "people", "messages", "d", "missing", "d.nested.x", "people[0].name"]
    BINARY = ["+", "-", "*", "/", "//", "%", "~", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or"]
    FILTERS = [
        "upper", "lower", "title", "capitalize", "trim", "length", "first", "last", "list", "join(', ')", "tojson", "string", "int",
        "float", "abs", "round", "sort", "reverse", "unique", "sum", "min", "max", "default('D')", "items", "dictsort",
        "map('string')", "map(attribute='name')", "select('string')", "selectattr('age')", "replace('l', 'L')", "indent(2)", "count",
        "reject('none')", "map('upper')", "tojson(indent=1)", "batch(2)", "join", "truncate(5, leeway=0)", "wordcount",
    ]  # fmt: skip
    TESTS = [
        "defined", "undefined", "none", "string", "number", "integer", "float", "boolean", "mapping", "sequence", "iterable", "odd",
        "even", "true", "false", "lower", "upper", "eq 1", "in [1, 'a']", "divisibleby 2", "callable", "not none", "not string",
    ]  # fmt: skip
    METHODS = [
        "upper()", "strip()", "split()", "split('l')", "splitlines()", "startswith('H')", "endswith('d')", "replace('l', '')",
        "find('o')", "items()", "keys()", "values()", "get('name')", "get('zz', 0)", "count('a')", "index(1)", "title()", "isdigit()",
        "join(['x', 'y'])", "lstrip()", "rsplit(' ', 1)", "format(1)", "name", "age", "zz", "partition(' ')", "copy()", "zfill(4)",
    ]  # fmt: skip
    SUBSCRIPTS = ["0", "-1", "1:", ":-1", "::-1", "'name'", "::2", "5", "1:3", "'zz'", "-3:", "none", "2:0:-1"]

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def expression(self, depth: int) -> str:
        pick = self.random.choice
        kind = self.random.randrange(9) if depth > 0 else 0
        if kind == 0:
            return pick(self.ATOMS)
        inner = self.expression(depth - 1)
        if kind in (1, 2):
            return f"({inner} {pick(self.BINARY)} {self.expression(depth - 1)})"
        if kind in (3, 4):
            return f"({inner}|{pick(self.FILTERS)})"
        if kind == 5:
            return f"({inner} is {pick(self.TESTS)})"
        if kind == 6:
            return f"({inner}).{pick(self.METHODS)}"
        if kind == 7:
            subscript = pick(self.SUBSCRIPTS)
            # Jinja2 slices constants when it loads a template, by other rules.
            return f"({inner})[{subscript}]" if ":" not in subscript else f"{pick(self.VARIABLES)}[{subscript}]"
        return f"({inner} if {self.expression(depth - 1)} else {self.expression(depth - 1)})"

    def tag(self, content: str) -> str:
        pick = self.random.choice
        return f"{{%{pick(['', '', '-', '+'])} {content} {pick(['', '', '-', '+'])}%}}"

    def layout(self, depth: int) -> str:
        """Text and tags with all kinds of white space around them."""
        pick = self.random.choice
        kind = self.random.randrange(12)
        if kind < 5:
            return pick([" ", "\n", "\t", "x", "\n\n", "  y\n", "\r\n", "\n  ", " z ", "\u00a0\n"])
        if kind == 5:
            return f"{{{{{pick(['', '-', '+'])} 1 {pick(['', '-'])}}}}}"
        if kind == 6:
            return f"{{#{pick(['', '-', '+'])} c {pick(['', '-', '+'])}#}}"
        if kind == 7:
            return self.tag("set v = 1")
        if depth == 0:
            return "w"
        inner = "".join(self.layout(depth - 1) for _ in range(self.random.randint(0, 4)))
        before, after = pick([("if t", "endif"), ("for x in 'ab'", "endfor"), ("raw", "endraw"), ("set v", "endset"), ("generation", "endgeneration")])
        return self.tag(before) + inner + self.tag(after)

    def template(self) -> str:
        if self.random.random() < 0.2:
            return "".join(self.layout(2) for _ in range(self.random.randint(1, 7)))
        if self.random.random() < 0.8:
            return f"{{{{ {self.expression(self.random.randint(1, 4))} }}}}"
        loop = self.expression(2)
        body = self.expression(2)
        return f"{{% for x in {loop} %}}{{{{ loop.index }}}}:{{{{ x }}}}{{% if loop.last %}}{{{{ {body} }}}}{{% endif %}}{{% endfor %}}"
