package dev.brownout.translation;

/** Texts of the tables and notes of a summary in Korean. */
record KoreanSummaryTexts() implements SummaryTexts {
    @Override
    public String facts(String available, String median) {
        return "가용성 " + available + ", p50 " + median;
    }

    @Override
    public String failedBriefly(String number, String causes) {
        return "실패 " + number + "개" + (causes.isEmpty() ? "" : ": " + causes);
    }

    @Override
    public String otherCauses(int number) {
        return ", 그 밖의 원인 " + number + "개";
    }

    @Override
    public String losses(String text) {
        return "손실: " + text;
    }

    @Override
    public String degraded(String text) {
        return "품질 저하: " + text;
    }

    @Override
    public String inWarmup() {
        return " (준비 시간)";
    }

    @Override
    public String andInWarmup(String number) {
        return " (준비 시간에 " + number + ")";
    }

    @Override
    public String warmup(String number) {
        return " (준비 시간: " + number + ")";
    }

    @Override
    public String lossOf(String loss, String component) {
        return component + "의 " + Phrases.of(loss);
    }

    @Override
    public String loss(String number, String name, boolean one) {
        return Phrases.of(name) + " " + number;
    }

    @Override
    public String byVariant(String name, String values) {
        return name + " (변형 순서): " + values;
    }

    @Override
    public String differs(int number, String first) {
        return first + "와 다른 것 " + number + "개";
    }

    @Override
    public String settings(String name, int number) {
        return name + ": 설정 " + number + "개";
    }

    @Override
    public String settingsLeft(String shown) {
        return "; " + shown + "개만 표시, 기본값이 아닌 값 먼저; 모두는 result.json";
    }

    @Override
    public String checks(String heading, String number) {
        return heading + ": " + number + "개, 각각은 result.json";
    }

    @Override
    public String valid(String scenario, int variants, boolean asExpected) {
        return scenario + ": 올바름, 변형 " + variants + "개" + (asExpected ? ", 모든 판정이 예상대로" : "");
    }

    @Override
    public String passed(String passed, String all) {
        return all + "개 중 " + passed + "개 성립";
    }

    @Override
    public String metricsOfSome(int components) {
        return "구성 요소 " + components + "개의 모든 지표: 가장 바쁜 것들과 단언과 차트에 있는 것들. 모든 구성 요소의 지표는 result.json에 있습니다.";
    }

    @Override
    public String inclWarmup() {
        return ", 준비 시간 포함";
    }

    @Override
    public String inRegion(String metric, String region) {
        return metric + " (" + region + ")";
    }

    @Override
    public String highest(String metric) {
        return "최고 " + metric;
    }

    @Override
    public String english(String text) {
        return "(영어) " + text;
    }

    @Override
    public String failuresOf(String variants) {
        return "실패 원인" + (variants.isEmpty() ? "" : " (" + variants + ")");
    }

    @Override
    public String ofTotal(String part, String all, String suffix) {
        return all + "개 중 " + part + "개" + suffix;
    }

    @Override
    public String acknowledged(String number, String lost) {
        return "확인된 쓰기 " + number + "개, 그중 잃은 것 " + lost + "개";
    }

    @Override
    public String counted(String number, String noun) {
        return ", " + Phrases.of(noun) + " " + number;
    }

    @Override
    public String staleUpTo(String age) {
        return " (최대 " + age + " 전의 값)";
    }

    @Override
    public String dualPrimaryFor(String time) {
        return ", 주 서버가 둘인 시간 " + time;
    }

    @Override
    public String recoveryPoint(String fault, String time, String writes) {
        return ", " + fault + "의 RPO " + time + " (쓰기 " + writes + "개)";
    }

    @Override
    public String notConfirmed(String variants, String warning) {
        return "측정이 확인하지 않은 경고" + variants + ": " + warning;
    }

    @Override
    public String prices(String title, String date) {
        return "가격: " + title + ", " + date;
    }

    @Override
    public String perMillion(String prices) {
        return "백만 개당: 사용자의 요청. " + prices;
    }

    @Override
    public String perMillionSuccessful(String cost) {
        return "성공한 요청 백만 개당 " + cost;
    }

    @Override
    public String unanswered(String number) {
        return "경보는 끝난 요청만 셉니다: 응답이 없는 요청 " + number + "개는 빠집니다";
    }

    @Override
    public String overdueMessages(String queue, String number) {
        return queue + ": 메시지 " + number + "개가 평소보다 오래, 또는 전에 없이 긴 줄에서 기다립니다";
    }

    @Override
    public String overdueRequests(String number, String all, String age) {
        return all + "개 중 " + number + "개에 응답이 없고, 가장 오래된 것은 " + age;
    }

    @Override
    public String manyItems(String items, int busiest, int most) {
        return items + " 중 차트는 가장 바쁜 " + busiest + "개와 단언에 있는 것을 보여 줍니다(최대 " + most
                + "개). 다른 차트는 charts에 요청하고, 모든 값은 series.csv에 있습니다.";
    }

    @Override
    public String components(String number) {
        return "구성 요소 " + number + "개";
    }

    @Override
    public String classes(String number) {
        return "요청 종류 " + number + "개";
    }

    @Override
    public String joined(String first, String second) {
        return first + "와 " + second;
    }

    @Override
    public String errorTime() {
        return "오류율\u00a0>\u00a01\u00a0% 시간";
    }
}
