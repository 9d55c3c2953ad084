"""Registers in the words of those who keep them: the same people give the same figures, names are found as they are read, and shown to insiders only."""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

PROGRAM = os.path.abspath(sys.argv[1])
FOLDER = tempfile.mkdtemp()
failures = []

HEAD = """solatium: 1
title: Register
currency: KRW
start: 2025-01-01
end: 2030-01-01
exchange: {JPY: 10}
mortality:
  male:   {law: kannisto, b: 1.4189207e-6, g: 0.1321865}
  female: {law: kannisto, b: 1.181384e-7, g: 0.1547054}
participation: {KR: 50%}
firms:
  - {name: 포스코, country: KR, pledge: 100m KRW, joins: 2025-02-01}
other_sources: [{name: State, kind: public, amount: 200m KRW, date: 2025-02-01}]
payments: {first: 2025-07-01, every: half-year}
simulation: {trials: 60}
"""
# The same four people as three offices write them.
ENGLISH = """id,name,group,sex,born,claim,died
A1,김순덕,Plaintiffs,female,1932-05-03,120000000,
A2,이영희,Plaintiffs,female,1932-05-03,100000000,
A3,김순덕,Plaintiffs,male,1929,100000000,
A4,박철수,Plaintiffs,male,1928-01-02,30000000,2024-01-03
"""
KOREAN = """관리 번호,성명,구분,성별,생년월일,청구금액(원),사망일
A1,김순덕,Plaintiffs,여,1932. 5. 3.,1억 2천만원,
A2,이영희,Plaintiffs,여자,1932년 5월 3일,"₩100,000,000",
A3,김순덕,Plaintiffs,남,1929년,"100,000천원",
A4,박철수,Plaintiffs,남성,19280102,"30,000,000",2024.1.3.
"""
JAPANESE = """番号,氏名,区分,性別,生年月日,請求額,死亡日
Ａ１,김순덕,Plaintiffs,女,昭和7年5月3日,1億2000万ウォン,
Ａ２,이영희,Plaintiffs, 女性 ,S7.5.3,１００，０００，０００,
Ａ３,김순덕,Plaintiffs,男,昭和4年,1000万円,
Ａ４,박철수,Plaintiffs,M,昭和3年1月2日 00:00:00,300万円,令和6年1月3日
"""


def expect(truth, *what):
    if not truth:
        failures.append(" ".join(str(w) for w in what))


def put(name, text):
    with open(os.path.join(FOLDER, name), "w", encoding="utf-8") as out:
        out.write(text)


def call(*words, wanted=0):
    done = subprocess.run([PROGRAM, *words], cwd=FOLDER, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"})
    expect(done.returncode == wanted, words, "ended with", done.returncode, done.stderr)
    return done


def claimants_of(name, register, more=""):
    put(f"{name}.csv", register)
    put(f"{name}.yaml", HEAD + f"claimants: {{file: {name}.csv{more}}}\n")
    call("run", f"{name}.yaml", "-o", f"{name}.json", "--claimants", f"{name}-people.csv")
    with open(os.path.join(FOLDER, f"{name}-people.csv"), encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def figures(rows):
    return [{key: value for key, value in row.items() if key not in ("id", "run")} for row in rows]


def check_languages():
    english, korean = claimants_of("english", ENGLISH), claimants_of("korean", KOREAN)
    japanese = claimants_of("japanese", JAPANESE.replace("ウォン", "원"))
    expect([row["name"] for row in english] == ["김순덕", "이영희", "김순덕", "박철수"], english)
    expect(english == korean, "Korean", korean, english)
    expect([row["claimed"] for row in english] == [row["claimed"] for row in japanese], "claims in Japanese", japanese)
    for i in (0, 1, 3): # the day of a birth of which the year alone is known follows from the id as it is written
        expect(english[i]["age"] == japanese[i]["age"], "an age in Japanese", japanese[i])
    expect(japanese[0]["id"] == "Ａ１", "an id is shown as it was written", japanese[0])
    renamed = claimants_of("renamed", ENGLISH.replace("claim,", "판결금액,"), ", columns: {claim: 판결 금액}")
    expect(figures(renamed) == figures(english), "a column that the scenario names", renamed)
    bare = claimants_of("bare", "sex,age,claim\nmale,90,1m\nfemale,91,2m\n")
    expect([(row["id"], row["group"]) for row in bare] == [("1", "claimants"), ("2", "claimants")] and "name" not in bare[0], bare)


def check_names():
    for wanted in ("A2", "Ａ２", "이영희", unicodedata.normalize("NFD", "이영희"), " 이영희 ", "이영희\u3000"):
        said = call("explain", "english.yaml", "--claimant", wanted).stdout
        expect("Claimant A2 (이영희)" in said, repr(wanted), said[:200])
    answer = json.loads(call("explain", "english.yaml", "--claimant", "이영희", "--format", "json").stdout)
    expect(answer["claimant"]["id"] == "A2" and answer["claimant"]["name"] == "이영희", answer["claimant"])
    refused = call("explain", "english.yaml", "--claimant", "김순덕", wanted=2).stderr
    expect("2 claimants of the name `김순덕`" in refused and "`A1`, `A3`" in refused, refused)
    said = call("explain", "english.yaml", "--claimant", "김순독", wanted=2).stderr
    expect("did you mean `김순덕`?" in said, said)
    said = call("explain", "english.yaml", "--trial", "0").stdout
    expect("A4 (박철수)" in said or "A1 (김순덕)" in said, said[:600])
    for path in ("포스코", unicodedata.normalize("NFD", "포스코"), '"포스코 "'):
        answer = json.loads(call("run", "english.yaml", "--set", f"firms.{path}.pledge=3억 원", "--format", "json").stdout)
        expect(any(source["name"] == "포스코" for source in answer["money"]["by_source"]), path, "is found by --set")
    put("over.yaml", f"extends: english.yaml\ntitle: Without\nremove: [{unicodedata.normalize('NFD', '포스코')}]\n")
    answer = json.loads(call("run", "over.yaml", "--format", "json").stdout)
    expect(all(source["name"] != "포스코" for source in answer["money"]["by_source"]), "a firm is removed by a name in another form")


def check_disclosure():
    many = "".join(f"B{i},Bearer {i},Plaintiffs,female,1932-05-03,100000000,\n" for i in range(40))
    put("many.csv", ENGLISH + many)
    put("many.yaml", HEAD + "claimants: {file: many.csv}\n")
    call("run", "many.yaml", "-o", "many.json", "--claimants", "many-people.csv")
    for ending in ("html", "xlsx", "csv", "md"):
        call("report", "many.json", "--claimants", "many-people.csv", "--disclosure", "public", "-o", f"public.{ending}")
        path = os.path.join(FOLDER, f"public.{ending}")
        with open(path, "rb") as file:
            text = file.read().decode(errors="replace")
        if ending == "xlsx":
            with zipfile.ZipFile(path) as book:
                text = "".join(book.read(name).decode(errors="replace") for name in book.namelist())
        expect("김순덕" not in text and "Bearer" not in text, "a name is public in", ending)


def check_saved():
    """A saved result's claimants are read back with their names, and where a table has none as before."""
    for name, wanted in (("english", ["A1", "김순덕", "Plaintiffs"]), ("bare", ["1", "claimants"])):
        call("report", f"{name}.json", "--claimants", f"{name}-people.csv", "-o", "saved.csv")
        with open(os.path.join(FOLDER, "saved.csv"), encoding="utf-8-sig") as file:
            rows = list(csv.reader(file))
        expect(any(row[:len(wanted)] == wanted for row in rows), name, "is not read back")


ALONE = """관리번호,성명,구분,성별,생년월일,판결금액(원),사망일,종류,지연이자,수락,accepts_after,기지급금,requires,unless,확정일,상속,인원,age,heirs_inherit,heirs_after,heirs_else,사망률배수
-1,=김순덕,@원고,여,1932. 5. 3.,1억 2천만원,,,20%/y from 2013-06-19; 12.5%/y from 2019년 6월 1일,33.3333333%,18mo,60000000 on 2018-02-20; 10만원 on 2019.1.2.,talks,,2025. 3. 1.,소멸,,,,,,1.5
-2,'=이영희,"two
lines",여자,1932년,"₩100,000,000",,,,1,0d,,,talks,,승계,3,,33.3333333%,8mo,keep,238.5%
'-3,시,@원고,,,500만원,,법인,,,1y 5d,,,,,,,,,,,
4,박철수,@원고,남,,1,2024.1.3.,개인,,,,,,,,after-living,1,90.123456789012345,,1y 5d,,1
"""
EVENTS = "events:\n  talks: {probability: 50%, date: 2026-01-01}\n"


def content_of(name):
    put("alone.yaml", HEAD + EVENTS + f"claimants: {{file: {name}}}\n")
    return json.loads(call("check", "alone.yaml", "--format", "json").stdout)["summary"]["content"]


def check_alone():
    """Whatever a register can say is said by the clean one too: it is the same in a scenario, and clean itself."""
    put("alone.csv", ALONE)
    put("plain.csv", ALONE.replace("판결금액(원)", "claim"))
    call("check", "alone.csv", "--columns", "claim=판결금액(원)", "-o", "clean.csv")
    call("check", "plain.csv", "--currency", "KRW", "-o", "plain-clean.csv")
    call("check", "clean.csv", "--currency", "KRW", "--start", "2025-01-01", "-o", "again.csv")
    texts = []
    for name in ("clean.csv", "plain-clean.csv", "again.csv"):
        with open(os.path.join(FOLDER, name), encoding="utf-8-sig") as file:
            texts.append(file.read())
    expect(all(text == texts[0] for text in texts), "a clean register is not clean", texts)
    expect(content_of("plain.csv") == content_of("clean.csv"), "a clean register has other people")
    put("book.csv", ALONE.replace("판결금액(원)", "claim").replace("two\nlines", "two lines").replace("90.123456789012345", "90.123456"))
    for currency in (["--currency", "KRW"],):  # workbooks have lines of one line and fifteen digits
        call("check", "book.csv", *currency, "-o", "clean.xlsx")
        expect(content_of("book.csv") == content_of("clean.xlsx"), "a clean workbook has other people", currency)
    rows = list(csv.DictReader(texts[0].splitlines(keepends=True)))
    expect((rows[0]["claim"], rows[0]["born"], rows[0]["eligible"], rows[0]["heirs"]) == ("120000000", "1932-05-03", "2025-03-01", "lapse"), rows[0])
    expect([row["mortality_multiplier"] for row in rows] == ["1.5", "2.385", "", ""], "multipliers of mortality", rows)
    expect(rows[0]["name"] == "'=김순덕" and rows[0]["id"] == "-1", "a formula is written bare", rows[0])


SPELLED = """id,group,sex,born,claim,accepts,accepts_after,accepts_declined,accepts_taken,accepts_taken_after,filed,eligible,heirs_inherit,heirs_after
a,A,f,1932-05-03,1000,50%,exponential 6mo,hold,50%,uniform 30d; 1y,2025-06-30,2025-12-31,,
b,A,m,1932-05-03,1000,50%,exponential {uniform 3mo; 18mo},,,,exponential 6mo,uniform 2025-06-01; 2027-01-01,60%,exponential 8mo
c,B,m,1932-05-03,1000,50%,exponential {uniform 3mo; 18mo},,,,uniform 2025-02-01; 2027-12-31,8mo,,8mo
d,B,m,1932-05-03,1000,50%,"lognormal [6mo, {uniform: [0.2, 0.4]}]",,,,normal 2026-02-01; 90d,exponential {uniform 3mo; 18mo},,
e,B,m,1932-05-03,1000,50%,"choice 30d: 40%, 1y: 60%",,,,choice 2025-02-01: 40%; 2026-02-01: 60%,,,
f,B,m,1932-05-03,1000,50%,90d,,,,uniform {uniform 1mo; 2mo}; 6mo,,,
"""
IN_GROUPS = """claimants:
  groups:
    - {name: A, count: 1, sex: male, age: 92, claim: 1000, accepts: {probability: 50%, after: {exponential: {uniform: [3mo, 18mo]}}}}
"""


def spelled_content(text):
    put("spelled.csv", text)
    return content_of("spelled.csv")


def check_spelled():
    """A cell spells a distribution, a clean register too; what is uncertain is drawn for the group, as where the group itself says so."""
    content = spelled_content(SPELLED)
    call("check", "spelled.csv", "--currency", "KRW", "--start", "2025-01-01", "-o", "spelled-clean.csv")
    expect(content == content_of("spelled-clean.csv"), "a clean register spells other distributions")
    put("rows.yaml", HEAD + "claimants: {file: spelled.csv}\n")
    put("groups.yaml", HEAD + IN_GROUPS)
    said = [re.findall(r"The answers of (.): `exponential` with ([\d.]+) days", " ".join(call("explain", name, "--trial", "2").stdout.split()))
            for name in ("rows.yaml", "groups.yaml")]
    expect([group for group, _ in said[0]] == ["A", "B"] and said[0][0] == said[1][0] and said[0][0][1] != said[0][1][1], said)
    for said, other in (("18mo", "17mo"), ("2027-01-01", "2027-01-02"), ("1mo; 2mo", "1mo; 3mo"), (",8mo,,8mo", ",9mo,,8mo")):
        expect(said in SPELLED and content != spelled_content(SPELLED.replace(said, other)), said, "is part of the content")
    for wrong, word in (("exponential", "is not a span"), ("uniform 30d", "[a, b]"), ("expnential 6mo", "is not a span"), ("choice 30d: 40%; 1y: 50%", "add up to 90%"),
                        ("uniform 1y; 30d", "not a distribution"), ("exponential {uniform {uniform 1d; 2d}; 3mo}", "stands inside another")):
        put("wrong.csv", SPELLED.replace("exponential 6mo", wrong))
        put("wrong.yaml", HEAD + "claimants: {file: wrong.csv}\n")
        told = call("check", "wrong.yaml", wanted=3).stderr
        expect(word in told and "wrong.csv:2:" in told, wrong, told)
    row = "{name: F, country: KR, pledge: {uniform: [1bn KRW, 2bn KRW]}, joins: {after: {exponential: 6mo}}}"
    put("firms.csv", "name,country,pledge,joins\nF,KR,uniform 1bn KRW; 2bn KRW,exponential 6mo\n")
    put("firms.yaml", re.sub(r"  - \{name: 포스코.*", "  - {file: firms.csv}", HEAD) + IN_GROUPS)
    put("firm.yaml", re.sub(r"  - \{name: 포스코.*", "  - " + row, HEAD) + IN_GROUPS)
    results = [json.loads(call("run", name, "--format", "json").stdout)["money"] for name in ("firms.yaml", "firm.yaml")]
    expect(results[0] == results[1], "a firm whose cells spell distributions", results)


def check_alone_refused():
    lacks = "id,claim,note\n" + "".join(f"{i},1m,x\n" for i in range(2000))
    put("lacks.csv", lacks)
    said = call("check", "lacks.csv", "-o", "none.csv", wanted=3).stderr
    expect(said.count("error[") == 2 and "--columns sex=HEADER" in said and "--columns born=HEADER" in said, said[:2000])
    expect("'none.csv' was not written: a register with errors is not written anew" in said, said[-500:])
    expect(not os.path.exists(os.path.join(FOLDER, "none.csv")), "a register with errors was written")
    put("large.csv", "id,group,sex,born,claim\r\n1,g,male,1930-01-01,1000000000000000\r\n2,g,male,1930-01-01,999999999999999\r\n")
    for to in ("large-clean.csv", "large.xlsx"):
        call("check", "large.csv", "-o", to)
        expect(call("check", to, "--format", "csv").stdout.splitlines() == open(os.path.join(FOLDER, "large.csv")).read().splitlines(), "of", to)
    answer = json.loads(call("check", "lacks.csv", "--format", "json", wanted=3).stdout)
    expect(not answer["valid"] and answer["summary"]["columns"][2] == {"header": "note", "column": "(left out)"} and "people" not in answer["summary"], answer)
    expect("It holds errors" in call("check", "lacks.csv", wanted=3).stdout, "a register with errors is summed")
    put("strict.csv", "id,sex,age,claim,desk\n1,f,90,1,x\n")
    call("check", "strict.csv")
    call("check", "strict.csv", "--strict", wanted=3)
    put("mixed.csv", "id,sex,age,claim\n1,f,90,100 USD\n2,f,90,100 EUR\n")
    said = call("check", "mixed.csv", wanted=3).stderr
    expect("the amount is in EUR, but the register is in USD" in said and "exchange: {" not in said, "two currencies are added up", said)
    put("hidden.csv", "id,name,sex,age,claim\n1,Ki\u00adm,f,90,1\n2,Lee,f,90,1\n")
    said = " ".join(call("check", "hidden.csv").stdout.split())
    expect("nobody sees, written as <U+200B> and the like 1 line 2" in said, "signs that nobody sees are not told", said)
    put("fund.txt", HEAD)
    expect("--as scenario" in call("check", "fund.txt", wanted=3).stderr, "a scenario that is called a text is not told")
    put("late.csv", "id,sex,born,died,claim\n1,f,2026-01-01,,1\n2,f,1850,,1\n3,m,1930,2025-02-01,1\n")
    call("check", "late.csv")
    said = call("check", "late.csv", "--start", "2025-01-01", wanted=3).stderr
    expect(said.count("error[") == 3, "what depends on the start is judged with it alone", said)
    put("english.yaml", HEAD + "claimants: {file: english.csv}\n")
    put("english.csv", ENGLISH)
    for words, wanted, told in ((["english.yaml", "--currency", "KRW"], 2, "U135"), (["english.csv", "--set", "a=b"], 2, "U135"), (["english.csv", "--currency", "KRX"], 2, "`KRW`"),
                                (["english.csv", "--start", "2025-13-01"], 2, "month 13"), (["english.csv", "--as", "table"], 2, "scenario or register"),
                                (["english.csv", "--columns", "claim"], 2, "claim=HEADER"), (["english.csv", "--columns", "clam=claim"], 3, "`claim`"),
                                (["english.csv", "--columns", "claim=sum"], 3, "no column `sum`"), (["english.csv", "--sheet", "A"], 3, "no sheets"),
                                (["english.csv", "--encoding", "cp950"], 2, "cp949"), (["english.csv", "-o", "english.csv"], 2, "U205"), (["none.csv"], 4, "could not be opened"),
                                (["english.yaml", "--as", "register"], 3, "S50")):
        expect(told in call("check", *words, wanted=wanted).stderr, words, "does not say", told)
    done = subprocess.run([PROGRAM, "check", "-", "--as", "register", "--format", "json"], cwd=FOLDER, input=ENGLISH, capture_output=True, text=True, check=False)
    expect(json.loads(done.stdout)["summary"]["claimed"] == 350000000, done.stdout, done.stderr)
    expect([one["valid"] for one in json.loads(call("check", "english.csv", "english.yaml", "--format", "json").stdout)] == [True, True], "a register beside a scenario")


MARKED = """번호,성별,생년월일,"{header}"
A1,여,1932-05-03,"{claim}"
"""


def check_marks():
    """What a header says beside its name holds however its column was found, and is said."""
    for header, claim, currency, wanted in (("청구금액(천원)", "100,000", "KRW", 100000000), ("청구금액（단위：백만 원）", "100", "KRW", 100000000), ("청구금액_천원", "0.5", "KRW", 500),
                                            ("請求額[万円]", "1,000", "JPY", 10000000), ("claim (k EUR)", "1.25", "EUR", 125000), ("claim, USD", "100.50", "USD", 10050),
                                            ("Claim in CHF", "7", "CHF", 700), ("청구금액 (원)", "1억 2천만원", "KRW", 120000000)):
        put("marked.csv", MARKED.format(header=header, claim=claim))
        for words in ([], ["--columns", f"claim={header}"], ["--currency", currency]):
            answer = json.loads(call("check", "marked.csv", *words, "--format", "json").stdout)["summary"]
            expect((answer["currency"], answer.get("claimed")) == (currency, wanted), header, words, answer)
        said = answer["columns"][3]["column"]
        expect(said == "claim" or "each number in" in said, said)
    for header in ("claim (in thousands)", "claim (TEUR)", "청구금액(명)", "claim_m"):
        put("marked.csv", MARKED.format(header=header, claim="100"))
        expect("error[S502]" in call("check", "marked.csv", wanted=3).stderr, header, "is a unit and not told")
    for header in ("생년월일(음력)", "음력 생년월일", "旧暦生年月日", "birth [Lunar]"):
        put("lunar.csv", f"id,sex,{header},claim\n1,f,1932-05-03,1\n")
        for words in ([], ["--columns", f"born={header}"]):
            call("check", "lunar.csv", *words, wanted=3)


def check_dead():
    """Whoever a register says is dead is read as dead, or the register is refused: nobody comes back to life with a column that is left out."""
    for header in ("사망", "사망연도", "사망년도", "사망 일자", "没年", "死亡", "死亡年月日", "died (date)", "Died [year]", "Todesdatum", "Sterbedatum", "décès", "Date de décès", "사망(일자)"):
        put("dead.csv", f"id,sex,born,claim,{header}\n1,f,1932,1,2020\n2,f,1932,1,\n".replace("2020", "2020-01-02"))
        summary = json.loads(call("check", "dead.csv", "--format", "json").stdout)["summary"]
        expect((summary["living"], summary["dead"]) == (1, 1), header, summary)
    for header, dead, living in (("사망여부", "Y", "N"), ("생존 여부", "사망", "생존"), ("deceased", "yes", "no"), ("Is dead", "1", "0"), ("alive", "no", "yes"), ("生存", "×", "○")):
        put("dead.csv", f"id,sex,born,claim,{header}\n1,f,1932,1,{dead}\n2,f,1932,1,{living}\n")
        said = call("check", "dead.csv", wanted=3).stderr
        expect("says who is dead, not when" in said and "give the date in `died`" in said, header, said)
        put("dead.csv", f"id,sex,born,claim,{header},died\n1,f,1932,1,{dead},2020-01-02\n2,f,1932,1,{living},\n")
        said = call("check", "dead.csv").stderr
        expect("who is dead is read from `died` alone" in said and "somebody died" not in said, header, said)
    for header, cell in (("비고", "2023.5. 사망"), ("status", "Deceased"), ("状態", "死亡"), ("진행", "소취하"), ("note", "claim withdrawn"), ("備考", "取下げ"),
                         ("name", "망 김철수"), ("name", "故 이영희"), ("name", "亡 김"), ("name", "박을(사망)"), ("name", "Lee (deceased)")):
        put("dead.csv", f"id,sex,born,claim,{header},died\n1,f,1932,1,{cell},\n2,f,1932,1,{cell},\n3,f,1932,1,{cell},2020-01-02\n4,f,1932,1,Kim studied,\n")
        said = call("check", "dead.csv").stderr
        expect("2 cells say in" in said and "S597" in said and "dead.csv:2:" in said, header, cell, said)
    put("dead.csv", "id,sex,born,claim,name,비고\n1,f,1932,1,고영희,deadline met\n2,f,1932,1,망고,studied\n3,f,1932,1,Dieda,\n")
    expect("S597" not in call("check", "dead.csv").stderr, "who lives is taken for dead")


def check_units_of_rows():
    """A column that says what each row's amount is in is not left out, unless it says what is read anyhow."""
    for header in ("통화", "단위", "Currency", "unit", "単位"):
        for cell, wanted in (("천원", 3), ("USD", 3), ("KRW", 0), ("원", 0), ("", 0), ("k KRW", 3)):
            put("units.csv", f"id,sex,born,claim,{header}\n1,f,1932,1,{cell}\n2,f,1932,1,\n")
            said = call("check", "units.csv", "--currency", "KRW", wanted=wanted).stderr
            expect(wanted == 0 or "this column is not read" in said, header, cell, said)


def check_parted():
    """An amount whose comma set two columns apart is refused; a number that is quoted, or in a column that is read, is itself."""
    for header, row, wanted in (("claim,비고", "50,000,", 3), ("claim,비고", "50,000", 3), ("청구금액(천원),note", "1,250,", 3), ("claim,x", "₩50,000원", 3), ("claim,count", "50,300,", 3),
                                ("claim,count", "50,300", 3), ("claim (m KRW),count", "50,300", 0), ("claim,name", "50,000,", 3), ("claim,name", "50,101", 0), ("claim,x,y", "1,250,000", 3),
                                ("claim,x", '"50",000', 0), ("claim,x", '50,"000"', 0), ("claim,x", "50000,000", 0), ("claim,x", "50,0001", 0), ("claim,phone", "50,010-1234", 0), ("claim,x", "50,12", 0)):
        put("parted.csv", f"id,sex,born,{header}\n1,f,1932,{row}\n")
        said = call("check", "parted.csv", wanted=wanted).stderr
        expect(wanted == 0 or ("may be one of its thousands" in said and "parted.csv:2:" in said), header, row, said)


def check_three_decimals():
    """Of a currency with three decimals a comma before three digits is doubtful, and a point is not; of others it is the other way round."""
    for claim, currency, wanted in (("300,000", "TND", 3), ("300.000", "TND", 0), ("0,500", "KWD", 3), ("0.500", "KWD", 0), ("1,234,567", "TND", 0), ("1,234.500", "KWD", 0),
                                    ("300,000", "EUR", 0), ("0,500", "EUR", 3), ("0,500", "KRW", 3), ("1,234.500", "EUR", 3), ("1’234.500", "EUR", 3), ("1 234,50", "EUR", 0)):
        put("three.csv", f'id,sex,born,claim\n1,f,1932,"{claim}"\n')
        call("check", "three.csv", "--currency", currency, wanted=wanted)


def check_units_said():
    """A unit is read wherever it is said, or told: never passed over in silence."""
    for above in ("(천원)", "[천원]", "（单位：千KRW）", "(단위: 천원)", "Unit: k KRW", "UNIT: k KRW", "Amounts in k KRW", "Beträge in Tsd. KRW"):
        put("above.csv", f'"{above}",,,\nid,sex,born,claim\n1,f,1932,5\n')
        answer = json.loads(subprocess.run([PROGRAM, "check", "above.csv", "--currency", "KRW", "--format", "json"], cwd=FOLDER, capture_output=True, text=True, check=False).stdout)
        expect(not answer["valid"] or answer["summary"]["claimed"] == 5000, above, answer)
        put("beside.csv", f'id,sex,born,claim,"{above}"\n1,f,1932,5,\n')
        if above[0] in "([":
            answer = json.loads(subprocess.run([PROGRAM, "check", "beside.csv", "--currency", "KRW", "--format", "json"], cwd=FOLDER, capture_output=True, text=True, check=False).stdout)
            expect(not answer["valid"] or answer["summary"]["claimed"] == 5000, "beside", above, answer)
    put("above.csv", "통화: JPY,,,\nid,sex,born,claim\n1,f,1932,5\n")
    call("check", "above.csv", "--currency", "KRW", wanted=3)
    for title in ("United Nations Compensation Commission", "Register of the community", "Born in USA", "Survivors in Eure", "Register of 3 million won in May", "（千葉県）", "[元労働者]"):
        put("above.csv", f"{title}\nid,sex,born,claim\n1,f,1932,5\n")
        expect(json.loads(call("check", "above.csv", "--currency", "KRW", "--format", "json").stdout)["summary"]["claimed"] == 5, "a title taken for a unit", title)
    for above, own in (("(단위: 천원)", "청구금액(원)"), ("(Unit: k KRW)", "claim (KRW)")):
        put("above.csv", f'"{above}",,,\nid,sex,born,{own}\n1,f,1932,50000\n')
        expect(json.loads(call("check", "above.csv", "--currency", "KRW", "--format", "json").stdout)["summary"]["claimed"] == 50000, "a header's own unit", above, own)
    letter = "\U0001d160"  # comes apart into three letters
    put("long.csv", f"id,sex,born,claim ({letter * 12})\n{letter * 50},f,1932,5\n{letter * 49}x,f,1932,5\n")
    call("check", "long.csv", "--currency", "KRW", wanted=3)
    put("long.csv", f"id,sex,born,claim\n{letter * 50},f,1932,5\n{letter * 49}x,f,1932,5\n")
    call("check", "long.csv", "--currency", "KRW")
    put("applicant.csv", "id,sex,born,claim,remarks\n1,f,1932,5,신고인 김\n2,f,1932,5,고인 이\n")
    said = call("check", "applicant.csv", "--currency", "KRW").stderr
    expect("S597" in said and "3" in said, "who is dead", said)
    put("above.csv", "Victims in Korea (2024),,,\nid,sex,born,claim\n1,f,1932,5\n")
    call("check", "above.csv", "--currency", "KRW")
    for header in ("claim in thousands", "Award in thousands of KRW", "claim x1000", "claim €k", "claim €000", "엔화금액", "배상 만원"):
        put("said.csv", f'id,sex,born,{header}\n1,f,1932,5\n')
        answer = json.loads(subprocess.run([PROGRAM, "check", "said.csv", "--currency", "KRW", "--columns", f"claim={header}", "--format", "json"], cwd=FOLDER, capture_output=True, text=True, check=False).stdout)
        told = [one for one in answer["diagnostics"] if one["id"] == "S596"]
        expect(not answer["valid"] or told or answer["summary"]["claimed"] == 50000, header, answer)
    put("broken.csv", 'id,sex,born,"청구금액\n천원"\n1,f,1932,5\n')
    for words in ([], ["--columns", "claim=청구금액 천원"]):
        answer = json.loads(call("check", "broken.csv", *words, "--format", "json").stdout)
        expect(answer["summary"]["claimed"] == 5000, "a unit on a line of its own", words, answer["summary"])


def check_bare():
    """A plain number is in no currency that only another row names."""
    for claims, words, wanted in ((("1000 USD", "50000000"), [], 3), (("50000000", "₩1000"), [], 3), (("1000 USD", "50000000"), ["--currency", "USD"], 0),
                                  (("1000 USD", "$5"), [], 0), (("1000", "5k"), [], 0), (("5m", "1000 USD"), [], 3)):
        put("bare.csv", "id,sex,born,claim\n" + "".join(f"{i},f,1932,{claim}\n" for i, claim in enumerate(claims)))
        said = call("check", "bare.csv", *words, wanted=wanted).stderr
        expect(wanted == 0 or "names no currency, and others of the column do" in said, claims, said)
    put("bare.csv", "id,sex,born,claim (k USD)\n1,f,1932,5\n2,f,1932,7k USD\n")
    call("check", "bare.csv")


def check_spoilt():
    """What a spreadsheet made of an id is not taken for one; what people write so that it stays a text is that text."""
    for text, told in (("1-Feb", "made a day"), ("Mar-01", "made a day"), ("1.23457E+11", "rounded"), ("########", "no room"), ("#N/A", "no value"), ("#REF!", "no value")):
        for column in ("id", "group", "name"):
            put("spoilt.csv", f"{column},sex,born,claim\n{text},f,1932,5\n")
            said = call("check", "spoilt.csv", wanted=3).stderr
            expect(told in said and "spoilt.csv:2:1" in said, column, text, said)
    for text in ("〃", "상동", "同上", "〃 ", "ditto"):
        put("spoilt.csv", f"id,group,sex,born,claim\n1,가,f,1932,5\n2,{text},f,1932,5\n")
        expect("stands for what is in a row above" in call("check", "spoilt.csv", wanted=3).stderr, text)
    for text, wanted in (('"=""0012"""', "0012"), ('="0012"', "0012"), ("'0012", "0012"), ("1-Fab", "1-Fab"), ("#1", "#1"), ("12E+1", "12E+1"), ("1E5", "1E5"), ("MAR-01", "MAR-01")):
        put("spoilt.csv", f"id,sex,born,claim\n{text},f,1932,5\n")
        rows = list(csv.DictReader(call("check", "spoilt.csv", "--format", "csv").stdout.lstrip("\ufeff").splitlines()))
        expect(rows[0]["id"] == wanted, text, rows)


def check_totals():
    """What sums up rows is left out; what says another sum than theirs is told, with both."""
    people = [("1,f,1932,100", 100), ("소계,,,{}", None), ("2,녀,1931,200", 200), ("3,남,1931,50", 50), ("소계,,,{}", None), ("합계 (3명),,,{}", None)]
    for sums, told in (((100, 250, 350), None), ((100, 350, 350), None), ((100, 250, 250), None), ((100, 251, 350), "says `251` where the rows above add up to 350"),
                       ((90, 250, 350), "says `90` where the rows above add up to 100"), ((100, 250, "3백"), "says `3백` where the rows above add up to 350"), (("", "?", 350), None)):
        left = iter(sums)
        put("sums.csv", "id,성별,born,claim\n" + "".join((row if claim else row.format(next(left))) + "\n" for row, claim in people))
        said = call("check", "sums.csv", "--currency", "KRW").stderr
        expect(said.count("sums up others and is left out") == 3 and ("add up to" in said) == bool(told) and (not told or told in said), sums, said)
    put("sums.csv", "id,sex,born,claim,count\n1,f,1932,100.5,3\n합계,,,301.5,\n합계,,,100.50,\n합계,,,100.49,\n")
    said = call("check", "sums.csv", "--currency", "USD").stderr
    expect(said.count("add up to") == 1 and "says `100.49` where the rows above add up to 100.50" in said, said)
    put("sums.csv", "id,sex,born,claim\n합계,,,300\n1,f,1932,100\n2,f,1932,x\n합계,,,300\n")
    expect("add up to" not in call("check", "sums.csv", wanted=3).stderr, "what is not read is no sum")


def check_unseen():
    """An id is what is seen of it, in the clean register too; a day of death by its polite words."""
    put("unseen.csv", "id,성별,생년,청구금액,작고일\nA\u200b1,여,1932,5,2024-01-05\nA\u00ad2,여,1932,5,\n\ufeffA3,남,1932,5,\n葛\U000e0100,남,1932,5,\n")
    done = call("check", "unseen.csv", "--format", "csv")
    rows = list(csv.DictReader(done.stdout.lstrip("\ufeff").splitlines()))
    expect([row["id"] for row in rows] == ["A1", "A2", "A3", "葛\U000e0100"] and rows[0]["died"] == "2024-01-05", rows)
    expect(done.stderr.count("is read without it") == 2, done.stderr)  # a mark in front is no part of a cell


check_totals()
check_unseen()
check_spoilt()
check_bare()
check_units_said()
check_three_decimals()
check_parted()
check_dead()
check_units_of_rows()
check_languages()
check_marks()
check_names()
check_alone()
check_alone_refused()
check_spelled()
check_disclosure()
check_saved()
print("\n".join(failures) or "registers are read in the words of those who keep them")
sys.exit(bool(failures))
