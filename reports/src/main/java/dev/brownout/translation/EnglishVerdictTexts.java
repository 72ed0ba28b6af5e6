package dev.brownout.translation;

/** Texts for the verdicts of assertions and of a run in English. */
record EnglishVerdictTexts() implements VerdictTexts {
    @Override
    public String pass() {
        return "PASS";
    }

    @Override
    public String fail() {
        return "FAIL";
    }

    @Override
    public String met() {
        return "met";
    }

    @Override
    public String violated() {
        return "violated";
    }

    @Override
    public String noData() {
        return "no data";
    }

    @Override
    public String notRun() {
        return "(not run)";
    }

    @Override
    public String undecided() {
        return "undecided";
    }

    @Override
    public String expectedViolation() {
        return "expected violation";
    }

    @Override
    public String noDataExpected() {
        return "no data (expected)";
    }

    @Override
    public String expected() {
        return "expected";
    }

    @Override
    public String violationExpected(String verdict) {
        return verdict + ", violation expected";
    }

    @Override
    public String orMore(String low) {
        return low + " or more";
    }

    @Override
    public String range(String low, String high) {
        return low + " to " + high;
    }

    @Override
    public String atTheBound() {
        return "at the bound";
    }

    @Override
    public String points(String points, boolean above) {
        return points + (above ? " above" : " below");
    }

    @Override
    public String ofTheBound(String share) {
        return share + " of the bound";
    }

    @Override
    public String timesTheBound(String factor) {
        return factor + " the bound";
    }

    @Override
    public String intervalOutside(String at) {
        return ", one interval outside the bound, at " + at;
    }

    @Override
    public String firstViolated(String at) {
        return ", first violated at " + at;
    }

    @Override
    public String firstAt(String at) {
        return "first at " + at;
    }

    @Override
    public String since(String at) {
        return " since " + at;
    }

    @Override
    public String wasFirstViolated(String name, String at) {
        return name + " was first violated at " + at;
    }

    @Override
    public String endedEarly() {
        return "ended early";
    }

    @Override
    public String untilThen(String counts) {
        return "; until then " + counts;
    }

    @Override
    public String unexpected(int number, int all, String verdict) {
        return number + " of " + all + " assertions " + verdict;
    }

    @Override
    public String further(int number, String verdict) {
        return number + " " + verdict;
    }

    @Override
    public String assertionsMet(int number) {
        return number + (number == 1 ? " assertion met" : " assertions met");
    }

    @Override
    public String expectedViolations(int number) {
        return number + (number == 1 ? " expected violation (!)" : " expected violations (!)");
    }

    @Override
    public String noAssertions() {
        return "no assertions";
    }

    @Override
    public String legend() {
        return "! expected violation";
    }

    @Override
    public String moreUnbroken(int number) {
        return "and " + number + " more met, violation expected";
    }

    @Override
    public String metNames(int number, String names) {
        return (number == 1 ? "met: " : number + " more met: ") + names;
    }

    @Override
    public String theRun() {
        return "The run";
    }

    @Override
    public String early(String at, String of, String why) {
        return " ended early, at " + at + " of " + of + ": " + why;
    }

    @Override
    public String earlyBriefly(String name, String why) {
        return name + " ended early: " + why;
    }

    @Override
    public String allowedRemainder(String percent) {
        return percent + " of the allowed remainder to 100 %";
    }

    @Override
    public String theBound(String bound) {
        return "the bound of " + bound;
    }

    @Override
    public String pointsFrom(String points, boolean below, String bound) {
        return points + (below ? " below " : " above ") + bound;
    }

    @Override
    public String times(String factor, String bound) {
        return factor + " times " + bound;
    }

    @Override
    public String bound(String bound) {
        return "bound " + bound;
    }

    @Override
    public String moreViolated(int number) {
        return "; " + number + " more violated";
    }
}
