"""What the command line may be read as: doubtful texts are refused with both readings, one fault is one diagnostic, and places are right."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

program, root = sys.argv[1], pathlib.Path(sys.argv[2])
failures = []


def run(*arguments, text=None):
    done = subprocess.run([program, *arguments], input=text, capture_output=True, cwd=root, timeout=120,
                          env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1"})
    return done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace")


def expect(truth, *what):
    if not truth:
        failures.append(" ".join(str(w) for w in what))


def refused(status, hints, *arguments, errors=1, text=None):
    code, out, talk = run(*arguments, text=text)
    expect(code == status and not out, arguments, "ended with", code, "not", status, talk[:300])
    expect(talk.count("error[") == errors, arguments, "has", talk.count("error["), "errors:", talk)
    for hint in hints:
        expect(hint in talk, arguments, "does not say", hint, talk)


def awards(*arguments, text=None):
    code, out, talk = run(*arguments, "--format", "json", text=text)
    expect(code == 0, arguments, "ended with", code, talk[:300])
    return json.loads(out) if code == 0 else {}


def lists():
    """Commas of lists that may be marks of digits."""
    for endowment, claims, hints in (
            ("200,000", "100,000,300,000", ["`100_000,300_000`", "`100, 0, 300, 0`"]),
            ("500", "1,000,2,000", ["`1_000`", "`1, 0`"]),
            ("200,000", "100,250,300,500", ["`100_250_300_500`", "`100, 250, 300, 500`"]),
            ("2000", "1,250", ["`1_250`", "`1, 250`"]),
            ("9bn", "1,5bn,2bn", ["`1.5bn`", "`1, 5bn`"]),
            ("5", "0,5", ["`0.5`", "`0, 5`"])):
        refused(2, hints, "divide", "--endowment", endowment, "--claims", claims)
    refused(2, ["--claims '", "^^^^^^^"], "divide", "--endowment", "200,000", "--claims", "1m, 100,000")
    for endowment, claims, count in (("200", "100,200,300", 3), ("120", "30,40,60,120", 4), ("1000", "400,500,600", 3),
                                     ("200,000", "100_000,300_000", 2), ("200,000", "100, 0, 300, 0", 4),
                                     ("100m KRW", "30m,90m", 2)):
        expect(len(awards("divide", "--endowment", endowment, "--claims", claims).get("claims", [])) == count, endowment, claims)
    three = ["--claims", "100,200,300"]
    expect(len(awards("divide", "--endowment", "200,000", *three, "--ages", "92,85,79").get("claims", [])) == 3,
           "as many ages as claims decide what the commas are")
    refused(2, ["`1_000`"], "divide", "--endowment", "2m", "--claims", "1m,2m", "--weights", "1,000,2,000")
    refused(2, ["has 3 of 2 values"], "divide", "--endowment", "2m", "--claims", "1m,2m", "--weights", "1,2,3")
    awards("divide", "--endowment", "2m", "--claims", "1m,2m", "--weights", "1,500")
    awards("divide", "--endowment", "2m", "--claims", "1m,2m,3m", "--ages", "99,100,101")
    small = "tests/golden/small.yaml"
    for values, hints in (("100,000,000", ["`100_000_000`", "`100, 0, 0`"]), ("1,500,2,500", ["`1_500`"]),
                          ("1,5bn KRW", ["`1.5bn KRW`"])):
        refused(2, hints, "compare", small, "--vary", "other_sources.Government.amount=" + values, "--trials", "20")
    for vary, hints in (("participation.KR=0,5", ["`0.5`", "`0, 5`"]), ("mortality.multiplier=1,5", ["`1.5`", "`1, 5`"]),
                        ("administration.capacity=2,5", ["`2.5`", "`2, 5`"]), ("timeliness.goal=1,0", ["`1.0`", "`1, 0`"]),
                        ("firms.F.pledge=300m,000", ["`300_000m`", "`300m, 0`"]),
                        ("participation.KR=0,25,0,75", ["`0.25,0.75`", "`0, 25, 0, 75`", "comma"])):
        refused(2, hints, "compare", small, "--vary", vary, "--trials", "20")
    for values in ("50%,100%", "0, 1", "0%,50%,100%"):
        code, _, talk = run("compare", small, "--vary", "participation.KR=" + values, "--trials", "20", "--quiet")
        expect(code == 0, values, code, talk)
    refused(2, ["`1_000bn`", "`1bn, 0`"], "divide", "--endowment", "1bn", "--claims", "1bn,000")
    expect(len(awards("divide", "--endowment", "100", "--claims", "60,90").get("claims", [])) == 2, "nobody divides among one")


def one_fault():
    """A wrong amount does not make the others wrong."""
    divide = ["divide", "--endowment"]
    refused(2, ["`x` is not a multiple"], *divide, "1x", "--claims", "9bn")
    refused(2, ["`x` is not a multiple"], *divide, "9bn", "--claims", "1m,2x,900m")
    refused(2, ["`x`"], *divide, "2x", "--claims", "100,200,300")
    refused(2, ["more than 6 decimals", "the nearest is `0.000000`"], *divide, "0.0000001", "--claims", "9bn")
    for written, currency, amount in (("100m krw", "KRW", 100e6), ("300.000.000", None, 300e6), ("1 000 000", None, 1e6), ("1\u00a0000\u00a0000", None, 1e6),
                                      ("100,000,000원", "KRW", 100e6), ("3억원", "KRW", 300e6), ("1억 2천만원", "KRW", 120e6), ("5천만", None, 50e6),
                                      ("3億円", "JPY", 300e6), ("￦１００，０００", "KRW", 100e3), ("１２３", None, 123)):
        answer = awards(*divide, written, "--claims", "900")
        expect((answer.get("endowment"), answer.get("currency")) == (amount, currency), f"{written} is read as {answer.get('endowment')} {answer.get('currency')}")
    refused(2, ["write `1.5` or `15`"], *divide, "1,5", "--claims", "900")
    refused(2, ["write `1.5` or `1_500`"], *divide, "1.500", "--claims", "900")
    refused(2, ["write `100_200_300`, or `100, 200, 300`"], *divide, "900", "--claims", "100 200 300")
    refused(2, ["is in JPY, but the endowment is in KRW"], *divide, "3억원", "--claims", "100円")
    refused(2, ["write `300` or `300_000`"], *divide, "300.000", "--claims", "900")
    expect(awards(*divide, "0.5", "--claims", "9bn").get("endowment") == 0.5, "decimals beside billions")


def currencies():
    """The endowment says the currency; nothing that is advised is refused in turn."""
    divide = ["divide", "--endowment"]
    refused(2, ["the endowment has no currency", "--endowment '100 KRW'"], *divide, "100", "--claims", "100 KRW")
    refused(2, ["write all amounts in `KRW`"], *divide, "100 KRW", "--claims", "100 USD")
    expect("exchange:" not in run(*divide, "100 KRW", "--claims", "100 USD")[2], "divide has no `exchange:`")
    refused(2, ["did you mean `100m KRW`?"], *divide, "100m WON", "--claims", "90")
    refused(2, ["write `1000000`"], *divide, "1e6", "--claims", "90")
    expect(awards(*divide, "100 KRW", "--claims", "60 KRW, 90").get("endowment") == 100, "the same currency twice")


def claims_file():
    """`divide --file` reads CSV as a scenario does."""
    for text, ids in (('id,claim\r\n"a,b",100\r\n"c""d",200\r\n', ["a,b", 'c"d']), ('id,claim\n"a\nb",100\nc,200\n', ["a\nb", "c"]),
                      ("\ufeffclaim\n100\n200", ["1", "2"]), ("claim,id\n100,\n200,b\n", ["1", "b"])):
        read = awards("divide", "--endowment", "150", "--file", "-", text=text.encode())
        expect(len(read.get("claims", [])) == 2, repr(text), "has the claims", read.get("claims"))
        code, out, _ = run("divide", "--endowment", "150", "--file", "-", "--format", "csv", text=text.encode())
        expect(all(i.replace('"', '""') in out for i in ids), repr(text), "has the names", out)
    for text, hint in (("id,claim\na,100,000\n", "3 fields, but the header has 2"), ("id,clam\na,1\n", "did you mean `claim`?"),
                       ("id,claim\na,\n", "`claim` is empty"), ("id,claim\n", "no claim below the header"), ("", "is empty"),
                       ('claim\n"5\n', "a quote is not closed"), ("claim,age\n5,old\n", "`old` is not a number"),
                       ("claim,age\n5,\n", "is not a number"), ("claim\n5x\n", "`x` is not a multiple"), ("claim\n\xff\n", "the text may be Windows-1251")):
        refused(3, [hint, "standard input"], "divide", "--endowment", "150", "--file", "-", text=text.encode("latin-1"))
    refused(4, ["could not be opened"], "divide", "--endowment", "150", "--file", "no/such.csv")
    refused(2, ["`--weights` has 1 of 2 values"], "divide", "--endowment", "5", "--file", "-", "--weights", "1", text=b"claim\n5\n6\n")


def alphas():
    """Where survival says nothing every alpha is proportional: refused where it was not given, said where it is certain."""
    divide = ["divide", "--endowment", "100", "--claims", "60, 90", "--rule"]
    for rule in ("alpha-fair:alpha=2", "alpha-fair:alpha=inf", "ALPHAFAIR:alpha=0.5"):
        refused(2, ["needs `--survival`", "--survival 0.9,0.6,0.8"], *divide, rule)
    awards(*divide, "alpha-fair:alpha=2", "--survival", "0.9, 0.5")
    awards(*divide, "alpha-fair:alpha=1")
    awards(*divide, "all")
    scenario = "tests/bad/plan/horizon-passed.yaml"
    for words in (["check", scenario], ["run", scenario, "--trials", "20"]):
        code, _, talk = run(*words)
        expect(code == 0 and talk.count("warning[S890]") == 3 and ":10:" in talk and "not after 4 of 11 pay dates" in talk, words, code, talk)


for check in (lists, one_fault, currencies, claims_file, alphas):
    check()
print("\n".join(failures) or "read as it was meant")
sys.exit(bool(failures))
