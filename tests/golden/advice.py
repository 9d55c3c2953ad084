"""What is said of an input stands once, in few places, and names the way out: saved results, many faults of a kind, files that are not read."""
import os
import subprocess
import sys
import tempfile

PROGRAM, ROOT = map(os.path.abspath, sys.argv[1:3])
os.chdir(tempfile.mkdtemp())
HEAD = "solatium: 1\ntitle: F\ncurrency: KRW\nstart: 2025-01-01\nend: 2027-01-01\npayments: {first: 2025-07-01, every: half-year}\n" \
       "timeliness: {goal: 70%}\nfund: {opening: 1m KRW}\nsimulation: {trials: 20}\n" \
       "mortality: {male: {law: gompertz, b: 1.4e-6, g: 0.13}, female: {law: gompertz, b: 1.4e-6, g: 0.13}}\n"
GROUP = "claimants: {groups: [{name: Meso, count: 12, sex: male, age: 93, claim: 100 KRW}]}\n"


def put(name, text):
    with open(name, "w", encoding="utf-8") as out:
        out.write(text)


def call(status, *words):
    made = subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False)
    assert made.returncode == status, (words, made.returncode, made.stderr[:2000])
    return made.stderr


def check(status, text, *words):
    put("s.yaml", HEAD + text)
    return call(status, "check", "s.yaml", *words)


# A saved result is no scenario, whatever it is called and whoever reads it, also where a scenario extends it.
put("s.yaml", HEAD + GROUP + "allocation: proportional\n")
call(0, "run", "s.yaml", "-o", "saved.json", "--quiet")
put("renamed.yaml", open("saved.json", encoding="utf-8").read())
for words in (["run"], ["check"], ["explain", "--trial", "0"], ["breakeven", "--vary", "fund.opening", "--from", "0", "--to", "1m KRW"],
              ["compare", "--vary", "fund.opening=0, 1m KRW"]):
    said = call(3, words[0], "renamed.yaml", *words[1:])
    assert said.count("error[") == 1 and "S007" in said and "a saved result of 'F'" in said and "`solatium report` reads it" in said, said
assert "S007" in call(3, "run", "saved.json")
said = check(3, "extends: saved.json\n" + GROUP)
assert "S007" in said and "S103" not in said, said

# Three of a kind in full, then how many more and where; another column is another kind; the status and the count stay.
put("many.csv", "id,group,sex,age,claim\n" + "".join(f"c{i},P,wrong{i},{'x' if i % 40 == 0 else 80},1{i % 7}0 KRW\n" for i in range(200)))
said = check(3, "claimants: {file: many.csv}\n")
assert said.count("belong here") == 3 and "and 197 more like it: lines 5 to 201\n" in said, said
assert said.count("is not a number") == 3 and "and 2 more like it: lines 122, 162\n" in said, said
said = check(3, "".join(f"unknown{letter}: 1\n" for letter in "abcdefgh") + GROUP)
assert said.count("error[S103]") == 8 and "more like it" not in said, said
put("claimants.csv", "id,group,sex,age,claim\na,Meso,male,93,100 KRW\n")
said = call(3, "report", "saved.json", "--claimants", "claimants.csv")
assert said.count("error[") == 1 and "it has none of their figures" in said, said

# What a file that is not read would have named is not missing too.
put("short.csv", "id,group,sex,age,claim\na,Meso\n")
put("header.csv", "id,group,sex,age,clam\na,Meso,male,93,100 KRW\n")
for file, status, words in (("/etc/passwd", 3, ["--restrict"]), ("none.csv", 4, []), ("short.csv", 3, []), ("header.csv", 3, [])):
    said = check(status, f"claimants: {{file: {file}}}\nallocation: [{{who: {{groups: [Meso]}}, rule: proportional}}]\n", *words)
    assert "there is no group" not in said, said
put("firms.csv", "name,country,pledge\nA,KR\n")
said = check(3, GROUP + "participation: 50%\nfirms: [{file: firms.csv}, {name: B, country: JP, pledge: 1 KRW, follows: {country: KR, share: 50%}}]\n")
assert said.count("error[") == 1 and "there is no country" not in said, said
assert "there is no group `Mesq`" in check(3, GROUP + "allocation: [{who: {groups: [Mesq]}, rule: proportional}]\n")

# A group where a word belongs, and the field's other names of rules.
for key in ("allocation: [{who: Meso, rule: proportional}]\n", "timeliness: {who: Meso, goal: 70%}\n"):
    text = (HEAD if key[0] == "a" else HEAD.replace("timeliness: {goal: 70%}\n", "")) + GROUP + key
    put("s.yaml", text)
    assert "write `who: {groups: [Meso]}`" in call(3, "check", "s.yaml")
for word, rule in (("pro rata", "proportional"), ("pro-rata", "proportional"), ("equal", "equal-awards"), ("contested garment", "talmud"),
                   ("talmut", "talmud"), ("seniority", "priority")):
    assert f"did you mean `{rule}`?" in check(3, GROUP + f"allocation: {word}\n"), word
    assert f"did you mean `{rule}`?" in call(2, "divide", "--endowment", "100", "--claims", "100,200", "--rule", word), word
for word in ("cea", "cel"):
    check(0, GROUP + f"allocation: {word}\n")
# A search tries what its key can be given, and the spelling of its ends changes nothing.
put("s.yaml", HEAD.replace("KRW", "USD").replace("{first", "{limit: 500k USD, first") + GROUP.replace("KRW", "USD").replace("100 ", "100000 ")
    + "allocation: proportional\n")
answers = set()
for low, high in (("500000 USD", "3000000 USD"), ("500000", "3000000"), ("500k USD", "3m"), ("500,000", "3_000_000 USD"), ("0.5m", "0.003bn USD")):
    made = subprocess.run([PROGRAM, "breakeven", "s.yaml", "--vary", "payments.limit", "--from", low, "--to", high, "--trials", "10"],
                          capture_output=True, text=True, check=False)
    assert made.returncode == 0 and not made.stderr, (low, high, made.stderr)
    answers.add(made.stdout)
assert len(answers) == 1 and "500k USD to 3m USD" in " ".join(answers.pop().split()), answers
call(0, "breakeven", "s.yaml", "--vary", "fund.opening", "--from", "1m", "--to", "3bn", "--trials", "10")
assert "`x` is not a multiple" in call(2, "breakeven", "s.yaml", "--vary", "fund.opening", "--from", "1x", "--to", "3bn")
print("what is said stands once and names the way out")
