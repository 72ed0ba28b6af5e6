package dev.brownout.tutorial;

/** Messages of the course in Korean. */
record KoreanCourseTexts() implements CourseTexts {
    @Override
    public String course() {
        return "과정";
    }

    @Override
    public String step(int number, int last, String title) {
        return last + "단계 중 " + number + "단계: " + title;
    }

    @Override
    public String calls() {
        return "호출";
    }

    @Override
    public String design() {
        return "설계";
    }

    @Override
    public String names() {
        return "이름의 뜻";
    }

    @Override
    public String changesSince(String title) {
        return "이전 단계에서 바뀐 것: " + title;
    }

    @Override
    public String added(String part) {
        return "추가: " + part;
    }

    @Override
    public String removed(String parts) {
        return "제거: " + parts;
    }

    @Override
    public String fault(String fault) {
        return "장애: " + fault;
    }

    @Override
    public String noLonger(String setting) {
        return "더는 없음: " + setting;
    }

    @Override
    public String times(int calls) {
        return calls + "번";
    }

    @Override
    public String comparison() {
        return "추측, 예측, 측정";
    }

    @Override
    public String lesson() {
        return "배울 점";
    }

    @Override
    public String seeMore() {
        return "더 보기";
    }

    @Override
    public String theScenario() {
        return "시나리오";
    }

    @Override
    public String chartsAndReport() {
        return "차트와 보고서";
    }

    @Override
    public String next(String command) {
        return "다음: " + command;
    }

    @Override
    public String nextPrompt(int number, String title) {
        return "다음: " + number + "단계, " + title + "\n계속은 Enter, 다른 단계는 번호, 끝내기는 q: ";
    }

    @Override
    public String completedPrompt() {
        return "과정을 마쳤습니다. 다른 단계는 번호, 끝내기는 Enter: ";
    }

    @Override
    public String resume(String command) {
        return "이어서: " + command;
    }

    @Override
    public String repeat(String command) {
        return "이 단계 다시: " + command;
    }

    @Override
    public String unknownStep(String input) {
        return "없는 단계 '" + input + "'";
    }

    @Override
    public String guesses() {
        return "당신의 추측 (건너뛰기는 Enter, 끝내기는 q)";
    }

    @Override
    public String invalidInput(String expected) {
        return "올바르지 않은 입력입니다. 필요한 형식: " + expected;
    }

    @Override
    public String form(String unit) {
        return switch (unit) {
            case "ns" -> "단위가 있는 시간, 예: 250ms, 3s";
            case "ratio" -> "백분율, 예: 12.5%";
            case "1/s" -> "단위가 있는 비율, 예: 250/s";
            case "B" -> "단위가 있는 크기, 예: 64kB";
            case "B/s" -> "단위가 있는 전송률, 예: 64kB/s";
            case "$" -> "금액, 예: $0.25";
            case "$/h" -> "단위가 있는 비용, 예: $0.25/h";
            default -> "수, 예: 1500";
        };
    }

    @Override
    public String askMet() {
        return "지켜지는가? (y/n) ";
    }

    @Override
    public String askViolated() {
        return "어느 변형이 위반하는가? (번호들, 또는 없음) ";
    }

    @Override
    public String none() {
        return "없음";
    }

    @Override
    public boolean isYes(String answer) {
        return answer.equals("y") || answer.equals("예");
    }

    @Override
    public boolean isNo(String answer) {
        return answer.equals("n") || answer.equals("아니요");
    }

    @Override
    public String prediction() {
        return "항목";
    }

    @Override
    public String yourGuess() {
        return "추측";
    }

    @Override
    public String predicted() {
        return "예측";
    }

    @Override
    public String measured() {
        return "측정";
    }

    @Override
    public String error() {
        return "오차";
    }

    @Override
    public String guessed(String name, String guess, String result) {
        return name + ": 추측: " + guess + ": " + result;
    }

    @Override
    public String correct() {
        return "맞음";
    }

    @Override
    public String wrong(String answer) {
        return "틀림, " + answer;
    }

    @Override
    public String met() {
        return "지켜진다";
    }

    @Override
    public String violated() {
        return "위반된다";
    }

    @Override
    public String noneViolates() {
        return "위반하는 변형이 없다";
    }

    @Override
    public String violatedBy(String numbers) {
        return "위반하는 변형: " + numbers;
    }
}
