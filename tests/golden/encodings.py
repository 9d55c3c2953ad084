"""Registers as offices save them, in the encodings of their countries: each is read as it is, or refused with what it may be and how to say it; never as another."""
import json
import os
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
FOLDER = tempfile.mkdtemp()
failures = []

KOREAN = "김순덕 강덕경 문옥주 이춘식 여운택 신천수 양금덕 박해옥 뷁쌰 똠펲 노수복 하상숙".split()
HANJA = "金順德 李英姬 朴哲洙 崔永順 鄭福壽 金順德(김순덕)".split()
JAPANESE = "田中太郎 鈴木一郎 佐藤花子 高橋美咲 渡邊惠子 山本あゆみ 小林タケシ 齋藤飛鳥 森鴎外".split()
HALF = ["田中太郎 ﾀﾅｶ ﾀﾛｳ", "鈴木一郎 ｽｽﾞｷ ｲﾁﾛｳ", "佐藤花子 ｻﾄｳ ﾊﾅｺ"]
SIMPLIFIED = "张伟 王秀英 李娜 刘洋 陈静 欧阳锋 慕容雪".split()
TRADITIONAL = "陳志明 林淑芬 黃美惠 張家豪 蔡佩珊".split()
GERMAN = "Müller Schröder Jäger Weiß Günther Größmann MÜLLER".split()
FRENCH = "Éloïse Lefèvre Françoise Benoît Noël Zoé".split()
POLISH = "Łukasz Grażyna Małgorzata Józef Stanisław Wiśniewski Wójcik Woźniak".split()
RUSSIAN = "Иванов Петрова Фёдоров Щукин Юрьева Цой".split()
# What a register is found as; None: refused with that name among what it may be.
FOUND = [(KOREAN, "cp949", "CP949"), (HANJA, "cp949", "CP949"), (JAPANESE, "cp932", "Shift-JIS"), (HALF, "cp932", "Shift-JIS"), (JAPANESE, "euc_jp", "EUC-JP"),
         (JAPANESE, "iso2022_jp", "ISO-2022-JP"), (KOREAN[:6], "iso2022_kr", "ISO-2022-KR")]
PROPOSED = [(SIMPLIFIED, "gbk", "gb18030"), (TRADITIONAL, "big5", "big5"), (GERMAN, "cp1252", "windows-1252"), (GERMAN, "cp850", "cp850"), (GERMAN, "mac_roman", "macintosh"),
            (FRENCH, "cp1252", "windows-1252"), (POLISH, "cp1250", "windows-1250"), (RUSSIAN, "cp1251", "windows-1251"), (RUSSIAN, "koi8_r", "koi8-r"), (KOREAN[:6], "utf-7", "utf-7"),
            (["Smith", "O’Brien"], "cp1252", "windows-1252"), (["José", "Smith"], "cp1252", "windows-1252"), (["뷁쌰", "똠펲"], "cp949", "cp949")]


def register(names):
    return "id,name,sex,born,claim\r\n" + "".join(f"A{i},{name},f,1932-05-03,{100 + i}\r\n" for i, name in enumerate(names))


def check(names, encoding, *words):
    with open(os.path.join(FOLDER, "a.csv"), "wb") as file:
        file.write(register(names).encode(encoding))
    done = subprocess.run([PROGRAM, "check", "a.csv", "-o", "clean.csv", "--replace", "--format", "csv", *words], cwd=FOLDER, capture_output=True, text=True, check=False)
    clean = ""
    if done.returncode == 0:
        with open(os.path.join(FOLDER, "clean.csv"), encoding="utf-8-sig") as file:
            clean = file.read()
    return done, clean


def holds(names, clean):
    return all(name in clean for name in names)


for names, encoding, shown in FOUND:
    for count in (len(names), len(names) // 2 + 1):
        done, clean = check(names[:count], encoding)
        if done.returncode or not holds(names[:count], clean):
            failures.append(f"{encoding}, {count} names, is not found: {done.stderr[:300]}")
    done = subprocess.run([PROGRAM, "check", "a.csv", "--format", "json"], cwd=FOLDER, capture_output=True, text=True, check=False)
    if json.loads(done.stdout)["summary"]["table"]["encoding"] != shown:
        failures.append(f"{encoding} is not called {shown}")
for names, encoding, word in PROPOSED:
    done, clean = check(names, encoding)
    if done.returncode != 3 or f"`--encoding '{word}'`" not in done.stderr and f"`{word}`" not in done.stderr:
        failures.append(f"{encoding} is not refused with {word}: {done.returncode} {done.stderr[:400]}")
    done, clean = check(names, encoding, "--encoding", word)
    if done.returncode or not holds(names, clean):
        failures.append(f"{encoding} is not read as {word}: {done.stderr[:300]}")
# A single name may be several, but is never another than its own.
for names, encoding, _ in FOUND + PROPOSED:
    for name in names:
        done, clean = check([name], encoding)
        if done.returncode == 0 and name not in clean:
            failures.append(f"{name} in {encoding} is read as {clean!r}")
# Lines that end as on an old Macintosh, with what tells far below the first.
with open(os.path.join(FOLDER, "a.csv"), "wb") as file:
    file.write(register([f"Kim {i}" for i in range(300)] + KOREAN).replace("\r\n", "\r").encode("cp949"))
done = subprocess.run([PROGRAM, "check", "a.csv", "--format", "json"], cwd=FOLDER, capture_output=True, text=True, check=False)
if done.returncode or json.loads(done.stdout)["summary"]["table"]["encoding"] != "CP949":
    failures.append(f"lines that end with a return alone: {done.stderr[:300]}")
# A telephone number is no UTF-7.
done, clean = check(["Kim +82-10-1234-5678", "Lee +49-171-20"], "ascii")
if done.returncode:
    failures.append(f"a plus is taken for UTF-7: {done.stderr[:300]}")
print("\n".join(failures) or f"{len(FOUND)} encodings are found, {len(PROPOSED)} proposed, none mistaken")
sys.exit(bool(failures))
