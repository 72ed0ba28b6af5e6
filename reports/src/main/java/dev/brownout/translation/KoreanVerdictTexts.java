package dev.brownout.translation;

/** Texts for the verdicts of assertions and of a run in Korean. */
record KoreanVerdictTexts() implements VerdictTexts {
    @Override
    public String pass() {
        return "통과";
    }

    @Override
    public String fail() {
        return "실패";
    }

    @Override
    public String met() {
        return "충족";
    }

    @Override
    public String violated() {
        return "위반";
    }

    @Override
    public String noData() {
        return "데이터 없음";
    }

    @Override
    public String notRun() {
        return "(실행하지 않음)";
    }

    @Override
    public String undecided() {
        return "미정";
    }

    @Override
    public String expectedViolation() {
        return "예상된 위반";
    }

    @Override
    public String noDataExpected() {
        return "데이터 없음 (예상됨)";
    }

    @Override
    public String expected() {
        return "예상됨";
    }

    @Override
    public String violationExpected(String verdict) {
        return verdict + ", 위반이 예상되었음";
    }

    @Override
    public String orMore(String low) {
        return low + " 이상";
    }

    @Override
    public String range(String low, String high) {
        return low + " ~ " + high;
    }

    @Override
    public String atTheBound() {
        return "기준과 같음";
    }

    @Override
    public String points(String points, boolean above) {
        return points.replaceFirst(" points?$", "%p") + (above ? " 높음" : " 낮음");
    }

    @Override
    public String ofTheBound(String share) {
        return "기준의 " + share;
    }

    @Override
    public String timesTheBound(String factor) {
        return "기준의 " + factor.replace("x", "배");
    }

    @Override
    public String intervalOutside(String at) {
        return ", 한 구간이 기준을 벗어남 (" + at + ")";
    }

    @Override
    public String firstViolated(String at) {
        return ", 첫 위반 " + at;
    }

    @Override
    public String firstAt(String at) {
        return "처음 " + at;
    }

    @Override
    public String since(String at) {
        return " (" + at + "부터)";
    }

    @Override
    public String wasFirstViolated(String name, String at) {
        return name + ": 첫 위반 " + at;
    }

    @Override
    public String endedEarly() {
        return "도중에 끝남";
    }

    @Override
    public String untilThen(String counts) {
        return "; 그때까지 " + counts;
    }

    @Override
    public String unexpected(int number, int all, String verdict) {
        return "단언 " + all + "개 중 " + number + "개 " + verdict;
    }

    @Override
    public String further(int number, String verdict) {
        return number + "개 " + verdict;
    }

    @Override
    public String assertionsMet(int number) {
        return "단언 " + number + "개 충족";
    }

    @Override
    public String expectedViolations(int number) {
        return "예상된 위반 " + number + "개 (!)";
    }

    @Override
    public String noAssertions() {
        return "단언 없음";
    }

    @Override
    public String legend() {
        return "! 예상된 위반";
    }

    @Override
    public String moreUnbroken(int number) {
        return "그 밖에 " + number + "개 충족, 위반이 예상되었음";
    }

    @Override
    public String metNames(int number, String names) {
        return (number == 1 ? "충족: " : "그 밖에 " + number + "개 충족: ") + names;
    }

    @Override
    public String theRun() {
        return "실행";
    }

    @Override
    public String early(String at, String of, String why) {
        return "이 도중에 끝났습니다. " + of + " 중 " + at + ": " + why;
    }

    @Override
    public String earlyBriefly(String name, String why) {
        return name + ": 도중에 끝남: " + why;
    }

    @Override
    public String allowedRemainder(String percent) {
        return "100 %까지 허용된 나머지의 " + percent;
    }

    @Override
    public String theBound(String bound) {
        return "기준 " + bound;
    }

    @Override
    public String pointsFrom(String points, boolean below, String bound) {
        return bound + "보다 " + points.replaceFirst(" points?$", "%p") + (below ? " 낮음" : " 높음");
    }

    @Override
    public String times(String factor, String bound) {
        return bound + "의 " + factor + "배";
    }

    @Override
    public String bound(String bound) {
        return "기준 " + bound;
    }

    @Override
    public String moreViolated(int number) {
        return "; 그 밖에 " + number + "개 위반";
    }
}
