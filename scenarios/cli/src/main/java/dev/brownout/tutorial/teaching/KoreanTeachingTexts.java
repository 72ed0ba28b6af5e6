package dev.brownout.tutorial.teaching;

/** Texts of the sheets and slides in Korean. */
record KoreanTeachingTexts() implements TeachingTexts {
    @Override
    public String sheet(int number, String title) {
        return "학습지 " + number + ": " + title;
    }

    @Override
    public String nameAndDate() {
        return "이름: " + "\\_".repeat(20) + " 날짜: " + "\\_".repeat(10);
    }

    @Override
    public String guessesHeading() {
        return "실행하기 전에 추측하기";
    }

    @Override
    public String guessesTask() {
        return "단위와 함께 수를 적는다. 계산할 수 있는 것은 계산한다.";
    }

    @Override
    public String metric() {
        return "지표";
    }

    @Override
    public String violationsHeading() {
        return "어느 변형이 한계를 위반하는가?";
    }

    @Override
    public String violationsTask() {
        return "실행하기 전에, 위반될 한계에 ✗를 적는다.";
    }

    @Override
    public String asDesigned() {
        return "설계 그대로";
    }

    @Override
    public String bound() {
        return "한계";
    }

    @Override
    public String runHeading() {
        return "실행하기";
    }

    @Override
    public String runTask() {
        return "추측 옆에 측정값을 적는다. 첫 번째 표의 수는 예측(predictions) 부분에 있다.";
    }

    @Override
    public String experimentsHeading() {
        return "해 보기";
    }

    @Override
    public String experimentsTask() {
        return "수가 커질지 작아질지 추측한 다음 명령을 실행한다.";
    }

    @Override
    public String experimentResult(String assertion) {
        return "*" + assertion + "*: 추측 \\_\\_\\_\\_\\_\\_\\_\\_ 측정 \\_\\_\\_\\_\\_\\_\\_\\_";
    }

    @Override
    public String questionsHeading() {
        return "질문";
    }

    @Override
    public String links(String step, String glossary) {
        return "수업이 끝난 뒤: [이 단계의 결과](" + step + ") · [과정의 용어](" + glossary + ")";
    }

    @Override
    public String slidesTitle() {
        return "자라나는 사이트";
    }

    @Override
    public String slidesIntroduction(int lessons) {
        return "서버 한 대에서 데이터 센터 하나를 잃어도 견디는 사이트까지, 수업 " + lessons + "개. 모든 수는 계산하거나 시뮬레이션으로 측정한 것이다.";
    }

    @Override
    public String slidesKeys() {
        return "→ 또는 Page Down: 다음 슬라이드 · ← 또는 Page Up: 이전 슬라이드 · ↓: 다음 수업 · Home: 첫 슬라이드";
    }

    @Override
    public String lessonOf(int number, int last) {
        return "수업 " + number + " / " + last;
    }

    @Override
    public String yourGuess() {
        return "당신의 추측은?";
    }

    @Override
    public String estimatedAndMeasured() {
        return "예측과 측정";
    }

    @Override
    public String boundsAndMeasurements() {
        return "한계와 측정";
    }

    @Override
    public String signs() {
        return "✓ 지켜짐 · ✗ 위반";
    }

    @Override
    public String overTime() {
        return "시간에 따른 측정";
    }

    @Override
    public String frequentGuesses() {
        return "자주 나오는 추측";
    }

    @Override
    public String guess() {
        return "추측";
    }

    @Override
    public String leadsTo() {
        return "추측대로라면";
    }

    @Override
    public String reason() {
        return "이유";
    }

    @Override
    public String next(String title) {
        return "다음: " + title;
    }

    @Override
    public String previousSlide() {
        return "이전 슬라이드";
    }

    @Override
    public String nextSlide() {
        return "다음 슬라이드";
    }
}
