package dev.brownout.translation;

/** Texts of the pages and the terminal outputs of a run in Korean. */
record KoreanReportTexts() implements ReportTexts {
    @Override
    public String sections() {
        return "목차";
    }

    @Override
    public String chartWithoutData(String chart) {
        return "요청한 차트에 데이터 없음: " + chart;
    }

    @Override
    public String unchanged(int variants) {
        return variants == 1 ? "변하지 않음" : "모든 변형에서 변하지 않음";
    }

    @Override
    public String onlyInReport() {
        return "brownout run 명령의 보고서에만 있음";
    }

    @Override
    public String charts(String reason, int number) {
        return reason + ": 차트 " + number + "개";
    }

    @Override
    public String takeaway() {
        return "배울 점";
    }

    @Override
    public String moreCharts(int number) {
        return "차트 " + number + "개 더 보기";
    }

    @Override
    public String reproduce() {
        return "다시 실행: ";
    }

    @Override
    public String source() {
        return "시나리오 원본 (YAML)";
    }

    @Override
    public String footer(String requests, String events, String time, String warmup, long seed) {
        return "요청 " + requests + "개, 이벤트 " + events + "개 · 모의 시간 " + time + ", 준비 시간 " + warmup + " · 시드 " + seed;
    }

    @Override
    public String rows(String subject, int number) {
        return subject + " (" + number + "행)";
    }

    @Override
    public String more(int number) {
        return number + "개 더 보기";
    }

    @Override
    public String moreEvents(int number) {
        return "이벤트 " + number + "개 더 보기";
    }

    @Override
    public String andMore(String number) {
        return " 외 " + number + "개";
    }

    @Override
    public String dotsAndMore(String number) {
        return "... 그 밖에 " + number + "개";
    }

    @Override
    public String timeline() {
        return "시간표";
    }

    @Override
    public String event() {
        return "이벤트";
    }

    @Override
    public String time() {
        return "시각";
    }

    @Override
    public String assertions() {
        return "단언";
    }

    @Override
    public String assertion() {
        return "단언";
    }

    @Override
    public String measured() {
        return "측정";
    }

    @Override
    public String availability() {
        return "가용성 · 실패한 요청";
    }

    @Override
    public String costPerHour() {
        return "시간당 비용";
    }

    @Override
    public String dataTable() {
        return "데이터 표";
    }

    @Override
    public String needsScript(String title, String slug) {
        return title + " (JavaScript 필요; " + slug + ".svg 참고)";
    }

    @Override
    public String model(String warning) {
        return "분석 모델: " + warning;
    }

    @Override
    public String chart() {
        return "차트";
    }

    @Override
    public String noEvents() {
        return "이벤트 없음.";
    }

    @Override
    public String requests(String number) {
        return "요청 " + number + "개";
    }

    @Override
    public String why() {
        return "원인";
    }

    @Override
    public String next() {
        return "다음";
    }

    @Override
    public String warnings(int number, boolean more) {
        return (more ? "그 밖의 " : "") + "경고 " + number + "개: --details";
    }

    @Override
    public String lesson(String lesson) {
        return "배울 점: " + lesson;
    }

    @Override
    public String options(boolean written) {
        return "더 보기: --details" + (written ? "" : ", --out DIR");
    }

    @Override
    public String assertionColumn() {
        return "단언";
    }

    @Override
    public String boundColumn() {
        return "기준";
    }

    @Override
    public String measuredColumn() {
        return "측정";
    }

    @Override
    public String events() {
        return "이벤트";
    }

    @Override
    public String allVariants() {
        return "모든 변형";
    }

    @Override
    public String peak() {
        return "최고";
    }

    @Override
    public String lowest() {
        return "최저";
    }

    @Override
    public String at(String value, String time) {
        return value + " (" + time + ")";
    }

    @Override
    public String size(String requests, String events, int variants, boolean warmup) {
        return "요청 " + requests + "개와 이벤트 " + events + "개를 모의 실행" + (variants == 1 ? "" : ", 변형 " + variants + "개")
                + (warmup ? ", 준비 시간 포함" : "");
    }

    @Override
    public String wrote(String path) {
        return "저장: " + path;
    }

    @Override
    public String report() {
        return "보고서: ";
    }

    @Override
    public String chartFiles(String folder, long number) {
        return folder + " (차트 " + number + "개, SVG와 PNG)";
    }

    @Override
    public String range(String from, String to, String words) {
        return from + " ~ " + to + " " + words;
    }

    @Override
    public String end(String words) {
        return "끝: " + words;
    }

    @Override
    public String ofAll(String text, int some, int all) {
        return text + " (" + all + "개 중 " + some + "개)";
    }

    @Override
    public String firstAndMore(String first, int more) {
        return first + " 외 " + more + "개";
    }

    @Override
    public String and() {
        return ", ";
    }
}
