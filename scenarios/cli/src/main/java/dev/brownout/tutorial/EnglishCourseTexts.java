package dev.brownout.tutorial;

/** Messages of the course in English. */
record EnglishCourseTexts() implements CourseTexts {
    @Override
    public String course() {
        return "Course";
    }

    @Override
    public String step(int number, int last, String title) {
        return "Step " + number + " of " + last + ": " + title;
    }

    @Override
    public String calls() {
        return "Calls";
    }

    @Override
    public String design() {
        return "Design";
    }

    @Override
    public String names() {
        return "Names";
    }

    @Override
    public String changesSince(String title) {
        return "Changes since: " + title;
    }

    @Override
    public String added(String part) {
        return "new: " + part;
    }

    @Override
    public String removed(String parts) {
        return "removed: " + parts;
    }

    @Override
    public String fault(String fault) {
        return "fault: " + fault;
    }

    @Override
    public String noLonger(String setting) {
        return "no longer " + setting;
    }

    @Override
    public String times(int calls) {
        return calls + " times";
    }

    @Override
    public String comparison() {
        return "Guessed, predicted and measured";
    }

    @Override
    public String lesson() {
        return "Lesson";
    }

    @Override
    public String seeMore() {
        return "See more";
    }

    @Override
    public String theScenario() {
        return "the scenario";
    }

    @Override
    public String chartsAndReport() {
        return "charts and a report";
    }

    @Override
    public String next(String command) {
        return "Next: " + command;
    }

    @Override
    public String nextPrompt(int number, String title) {
        return "Next: step " + number + ", " + title + "\nEnter to continue, a number for another step, q to quit: ";
    }

    @Override
    public String completedPrompt() {
        return "Course completed. A number for another step, Enter to quit: ";
    }

    @Override
    public String resume(String command) {
        return "continue: " + command;
    }

    @Override
    public String repeat(String command) {
        return "repeat this step: " + command;
    }

    @Override
    public String unknownStep(String input) {
        return "unknown step '" + input + "'";
    }

    @Override
    public String guesses() {
        return "Your guesses (Enter to skip, q to quit)";
    }

    @Override
    public String invalidInput(String expected) {
        return "invalid input; expected " + expected;
    }

    @Override
    public String form(String unit) {
        return switch (unit) {
            case "ns" -> "a time with its unit, such as 250ms or 3s";
            case "ratio" -> "a percentage, such as 12.5%";
            case "1/s" -> "a rate with its unit, such as 250/s";
            case "B" -> "a size with its unit, such as 64kB";
            case "B/s" -> "a rate with its unit, such as 64kB/s";
            case "$" -> "an amount of money, such as $0.25";
            case "$/h" -> "a cost with its unit, such as $0.25/h";
            default -> "a number, such as 1500";
        };
    }

    @Override
    public String askMet() {
        return "is it met? (y/n) ";
    }

    @Override
    public String askViolated() {
        return "which variants violate it? (numbers, or none) ";
    }

    @Override
    public String none() {
        return "none";
    }

    @Override
    public boolean isYes(String answer) {
        return answer.equals("y") || answer.equals("yes");
    }

    @Override
    public boolean isNo(String answer) {
        return answer.equals("n") || answer.equals("no");
    }

    @Override
    public String prediction() {
        return "prediction";
    }

    @Override
    public String yourGuess() {
        return "your guess";
    }

    @Override
    public String predicted() {
        return "predicted";
    }

    @Override
    public String measured() {
        return "measured";
    }

    @Override
    public String error() {
        return "off by";
    }

    @Override
    public String guessed(String name, String guess, String result) {
        return name + ": your guess: " + guess + ": " + result;
    }

    @Override
    public String correct() {
        return "correct";
    }

    @Override
    public String wrong(String answer) {
        return "wrong, " + answer;
    }

    @Override
    public String met() {
        return "it is met";
    }

    @Override
    public String violated() {
        return "it is violated";
    }

    @Override
    public String noneViolates() {
        return "no variant violates it";
    }

    @Override
    public String violatedBy(String numbers) {
        return "violated by " + numbers;
    }
}
