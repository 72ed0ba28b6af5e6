package dev.brownout.translation;

/** Texts of charts: titles, axes, legends and labels in Korean. */
record KoreanChartTexts() implements ChartTexts {
    @Override
    public String errorRate(String owner) {
        return (owner.isEmpty() ? "" : owner + " ") + "오류율 1 % 초과 시간";
    }

    @Override
    public String from(String at) {
        return " (" + at + "부터)";
    }

    @Override
    public String firstAt(String at) {
        return ", 처음 " + at;
    }

    @Override
    public String at(String time) {
        return " (" + time + ")";
    }

    @Override
    public String of(String all) {
        return " / " + all;
    }

    @Override
    public String mostly(String cause) {
        return ", 주로 " + cause;
    }

    @Override
    public String completeBy() {
        return "완료";
    }

    @Override
    public String atTheEnd() {
        return " (마지막)";
    }

    @Override
    public String gap(String time) {
        return " (주 서버 없이 " + time + ")";
    }

    @Override
    public String withoutPrimary(String owner) {
        return owner + ": 주 서버가 없는 시간";
    }

    @Override
    public String promotions(String owner) {
        return owner + " 승격";
    }

    @Override
    public String noPrimary() {
        return "주 서버 없음";
    }

    @Override
    public String noPromotion() {
        return "승격 없음";
    }

    @Override
    public String promotedAt(String node, String at) {
        return node + " 승격 (" + at + ")";
    }

    @Override
    public String noResponses(String owner) {
        return owner + " 응답이 없는 시간";
    }

    @Override
    public String allRequests() {
        return "모든 요청";
    }

    @Override
    public String latency(String owner) {
        return owner + " 응답 지연";
    }

    @Override
    public String covered(String share) {
        return " (성공한 요청, " + share + ")";
    }

    @Override
    public String maximum() {
        return "최대";
    }

    @Override
    public String minimum() {
        return "최소";
    }

    @Override
    public String largestDifference(String at) {
        return "; 차이가 가장 큰 때 " + at;
    }

    @Override
    public String someVariants(int some, int all) {
        return " (변형 " + all + "개 중 " + some + "개)";
    }

    @Override
    public String to() {
        return " ~ ";
    }

    @Override
    public String allVariants(int number) {
        return "변형 " + number + "개 모두";
    }

    @Override
    public String ofVariants(int some, int all) {
        return "변형 " + all + "개 중 " + some + "개";
    }

    @Override
    public String others(int number) {
        return "그 밖의 " + number + "개";
    }

    @Override
    public String firstAndOthers(String first, int others) {
        return first + " 외 " + others + "개";
    }

    @Override
    public String variants(int number) {
        return "변형 " + number + "개";
    }

    @Override
    public String inAllVariants(int number) {
        return number == 2 ? " (두 변형 모두)" : " (변형 " + number + "개 모두)";
    }

    @Override
    public String overNodes() {
        return "노드들의 최댓값";
    }

    @Override
    public String perSecond() {
        return " (초당)";
    }

    @Override
    public String per(String interval) {
        return " (" + interval + "당)";
    }

    @Override
    public String perHour() {
        return " (시간당)";
    }

    @Override
    public String perDay() {
        return " (하루당)";
    }

    @Override
    public String samples(String least) {
        return " (표본 ≥ " + least + ")";
    }

    @Override
    public String maximumBelow(String least) {
        return " (표본 < " + least + "이면 최댓값)";
    }

    @Override
    public String errorBudget(String name) {
        return "'" + name + "'의 오류 예산 사용: ";
    }

    @Override
    public String exhausted(String at) {
        return ", 소진 " + at;
    }

    @Override
    public String usedBudget() {
        return "오류 예산 사용률";
    }

    @Override
    public String successful(String share) {
        return ", 성공 " + share;
    }

    @Override
    public String percentiles() {
        return "성공한 요청의 백분위수";
    }

    @Override
    public String latencyOf(String request) {
        return request + " 응답 지연";
    }

    @Override
    public String percentile(String request, String median, String name, String value) {
        return request + " 응답 지연: p50 " + median + ", " + name + " " + value;
    }

    @Override
    public String failedRequests(String request) {
        return request + "의 실패한 요청";
    }

    @Override
    public String primary(String component) {
        return component + "의 주 서버";
    }

    @Override
    public String pausedNodes() {
        return "멈춘 노드를 기다림";
    }

    @Override
    public String responsesByLatency(String unit) {
        return "응답 지연별 응답 수 (" + unit + "당) · ";
    }

    @Override
    public String eachNode(String metric) {
        return "노드별 " + metric + " (흰색: 노드 없음) · ";
    }

    @Override
    public String slowShare(String share, String request, String limit) {
        return request + " 응답 중 " + limit + "보다 느린 것 " + share;
    }

    @Override
    public String upTo(String text) {
        return "최대: " + text;
    }

    @Override
    public String busiestMember(String name, String share) {
        return "가장 바쁜 것: " + name + " " + share;
    }

    @Override
    public String fullestMember(String name, String share) {
        return "가장 찬 것: " + name + " " + share;
    }

    @Override
    public String causeAt(String cause, String place) {
        return place + "에서 " + cause;
    }

    @Override
    public String simulatedTime() {
        return "모의 시간 (분:초)";
    }

    @Override
    public String longTime() {
        return "모의 시간";
    }

    @Override
    public String warmup() {
        return "준비 시간 (집계 제외)";
    }

    @Override
    public String shaded() {
        return "음영: 오류율 > 1 %";
    }

    @Override
    public String last(String at) {
        return " (마지막: " + at + ")";
    }

    @Override
    public String metric(String noun, String preposition, String owner) {
        return noun.isEmpty() ? " " + owner : owner.isEmpty() ? Phrases.of(noun) : owner + " " + Phrases.of(noun);
    }

    @Override
    public String byNode() {
        return " (노드별)";
    }

    @Override
    public String byPart(String part) {
        return " (" + Phrases.of(part) + "별)";
    }

    @Override
    public String oneByOne() {
        return " (하나씩)";
    }

    @Override
    public String attempts() {
        return "시도 (재시도 포함)";
    }

    @Override
    public String requests() {
        return "요청";
    }

    @Override
    public String otherFailures() {
        return "그 밖의 실패";
    }
}
