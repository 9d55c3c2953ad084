/*
 * One row a name: ours, and other words for it as they are folded (lower case, no blanks nor `_`, `-`, `.`), each closed by a blank. A word
 * stands in no two rows that one table of columns has. What may mean two things is left out: 판결금액 may be what is owed or what was paid.
 */
#include "value/words/words_table.h"

const words_row words_of_columns[] = {
    {"id", "no nr number claimantid claimantno 번호 일련번호 연번 순번 식별번호 관리번호 접수번호 피해자번호 "
           "番号 番號 通番 連番 通し番号 整理番号 管理番号 受付番号 被害者番号 "},
    {"name",
     "fullname claimant claimantname firm company companyname 이름 성명 성함 피해자 피해자명 피해자성명 원고 원고명 "
     "회사 회사명 "
     "기업 기업명 업체명 氏名 姓名 名前 お名前 被害者 被害者名 被害者氏名 原告 原告名 会社 会社名 企業 企業名 法人名 "},
    {"group", "category class 그룹 구분 분류 집단 소속 グループ 区分 分類 集団 所属 區分 "},
    {"sex", "gender 성별 性別 "},
    {"born", "birth birthdate birthday birthyear dateofbirth yearofbirth dob 생년월일 생일 출생일 출생일자 출생년월일 "
             "출생연월일 생년 "
             "출생년도 출생연도 生年月日 出生年月日 誕生日 生年 出生年 "},
    {"age", "나이 연령 만나이 年齢 年齡 年令 満年齢 "},
    {"mortality_multiplier", "mortality 사망배수 사망률배수 死亡倍率 死亡率倍率 "},
    {"claim", "claims claimed claimamount amount principal 청구금액 청구액 청구금 채권액 채권금액 원금 위자료 금액 "
              "배상금 배상액 "
              "請求額 請求金額 請求金 債権額 元本 元金 慰謝料 金額 賠償額 賠償金 "},
    {"died", "death deathdate dateofdeath dayofdeath deathday deathyear yearofdeath dod 사망 사망일 사망일자 "
             "사망일시 "
             "사망년월일 사망연월일 사망년 사망년도 사망연도 사망시기 작고 작고일 작고일자 별세일 死亡 死亡日 死亡年 "
             "死亡年月日 没年 没日 没年月日 歿年 "
             "todesdatum todestag sterbedatum sterbetag décès datedécès datededécès deces datededeces "},
    {"count", "persons people 인원 인원수 명수 사람수 人数 人員 人員数 "},
    {"kind", "type 종류 유형 種類 種別 "},
    {"heirs", "상속 相続 "}, /* 상속인, 相続人 are mostly who or how many they are */
    {"filed", "filedon filingdate dateoffiling 접수일 신청일 申請日 受付日 "},
    {"eligible", "eligiblefrom 확정일 판결확정일 지급가능일 確定日 判決確定日 支給可能日 "},
    {"interest", "이자 이율 지연이자 지연손해금 利息 利率 遅延利息 遅延損害金 "},
    {"accepts", "수락 수락확률 受諾 受諾確率 "},
    {"paid", "기지급금 기지급액 기수령액 既払金 既払額 既受領額 "},
    {"country", "nation 국가 나라 국적 国 国名 国籍 國家 "},
    {"pledge", "contribution 출연금 출연액 약정금 약정액 기여금 분담금 拠出金 拠出額 出捐金 分担金 "},
    {"joins", "joindate 참여일 가입일 参加日 加入日 "},
    {"participation", "참여율 참여확률 参加率 参加確率 "},
    {"size", "규모 매출액 規模 売上高 "},
    {"date",
     "day receivedon paidon datereceived 일자 날짜 입금일 입금일자 수령일 수령일자 납입일 납입일자 日付 期日 入金日 "
     "受領日 受取日 納付日 datum "},
    {"amount", "received receipts receipt 금액 입금액 수령액 납입액 수입액 金額 入金額 受領額 受取額 納付額 "
               "betrag montant "},
    {"weight", "weights 가중치 重み ウェイト "},
    {"survival", "생존율 생존확률 生存率 生存確率 "},
    {"male", "males men 남 남자 남성 男 男子 男性 "},
    {"female", "females women 여 녀 여자 녀자 여성 女 女子 女性 "},
    {"q", "qx 사망확률 死亡確率 "},
    {"heirs who",
     "상속인 상속인수 상속인명 상속인성명 유족 유족명 相続人 相続人数 相続人名 相続人氏名 遺族 遺族名 heirnames "
     "numberofheirs heirsnames "},
    {"dead or living",
     "deceased dead isdead isdeceased alive isalive living vitalstatus 사망여부 생존여부 생사 생사여부 생존 "
     "死亡有無 死亡区分 生死 生存 存否 verstorben lebend décédé "},
    {"unit or currency", "unit units currency ccy currencycode currencyunit 단위 통화 통화단위 화폐 화폐단위 "
                         "単位 單位 通貨 通貨単位 貨幣 einheit währung devise "},
    {"remarks", "remark note notes memo comment comments 비고 메모 참고 참고사항 備考 摘要 メモ "},
    {0},
};

const words_row words_of_values[] = {
    {"male", "m man 남 남자 남성 男 男子 男性 "},
    {"female", "f woman 여 녀 여자 녀자 여성 女 女子 女性 "},
    {"yes", "y true o 예 네 유 はい 有 ○ ◯ "},
    {"no", "n false x 아니오 아니요 무 いいえ 無 × "},
    {"person", "개인 자연인 個人 自然人 "},
    {"institution", "기관 단체 법인 機関 団体 法人 "},
    {"inherit", "상속 승계 相続 承継 "},
    {"lapse", "소멸 消滅 "},
    {"total", "totals subtotal grandtotal sum sumtotal 합계 총계 소계 누계 총합계 합 계 총 합계금액 合計 総計 總計 "
              "小計 累計 総合計 計 総額 "
              "gesamt gesamtsumme summe zwischensumme insgesamt totalgeneral soustotal suma razem итого всего "},
    {"ditto", "〃 仝 ″ ” \" \"\" '' 상동 위와같음 위와동일 同上 同前 idem ditto dito dto sieheoben "},
    {"unknown", "미상 불명 불상 모름 없음 해당없음 확인불가 不明 不詳 未詳 無し なし 該当なし na n/a none "
                "nil null "
                "unbekannt keine ka 无 不详 "},
    {0},
};
