package dev.brownout.tutorial.teaching;

/** Texts of the sheets and slides in English. */
record EnglishTeachingTexts() implements TeachingTexts {
    @Override
    public String sheet(int number, String title) {
        return "Sheet " + number + ": " + title;
    }

    @Override
    public String nameAndDate() {
        return "Name: " + "\\_".repeat(20) + " Date: " + "\\_".repeat(10);
    }

    @Override
    public String guessesHeading() {
        return "Guess before the run";
    }

    @Override
    public String guessesTask() {
        return "Enter a number with its unit. Calculate where you can.";
    }

    @Override
    public String metric() {
        return "metric";
    }

    @Override
    public String violationsHeading() {
        return "Which variants violate a bound?";
    }

    @Override
    public String violationsTask() {
        return "Mark each violated bound with ✗ before the run.";
    }

    @Override
    public String asDesigned() {
        return "as designed";
    }

    @Override
    public String bound() {
        return "bound";
    }

    @Override
    public String runHeading() {
        return "Run it";
    }

    @Override
    public String runTask() {
        return "Enter the measurements beside your guesses. The section on predictions has the numbers of the first"
                + " table.";
    }

    @Override
    public String experimentsHeading() {
        return "Try";
    }

    @Override
    public String experimentsTask() {
        return "Guess whether the number rises or falls, then run the command.";
    }

    @Override
    public String experimentResult(String assertion) {
        return "*" + assertion + "*: my guess \\_\\_\\_\\_\\_\\_\\_\\_ measured \\_\\_\\_\\_\\_\\_\\_\\_";
    }

    @Override
    public String questionsHeading() {
        return "Questions";
    }

    @Override
    public String links(String step, String glossary) {
        return "After the lesson: [the step with its results](" + step + ") · [terms of the course](" + glossary + ")";
    }

    @Override
    public String slidesTitle() {
        return "A site that grows";
    }

    @Override
    public String slidesIntroduction(int lessons) {
        return lessons + " lessons, from one server to a site that survives the loss of a data centre. All numbers are"
                + " calculated, or measured in a simulation.";
    }

    @Override
    public String slidesKeys() {
        return "→ or Page Down: next slide · ← or Page Up: previous slide · ↓: next lesson · Home: first slide";
    }

    @Override
    public String lessonOf(int number, int last) {
        return "Lesson " + number + " of " + last;
    }

    @Override
    public String yourGuess() {
        return "Your guess?";
    }

    @Override
    public String estimatedAndMeasured() {
        return "Predicted and measured";
    }

    @Override
    public String boundsAndMeasurements() {
        return "Measured against the bounds";
    }

    @Override
    public String signs() {
        return "✓ met · ✗ violated";
    }

    @Override
    public String overTime() {
        return "The run over time";
    }

    @Override
    public String frequentGuesses() {
        return "Frequent guesses";
    }

    @Override
    public String guess() {
        return "guess";
    }

    @Override
    public String leadsTo() {
        return "leads to";
    }

    @Override
    public String reason() {
        return "reason";
    }

    @Override
    public String next(String title) {
        return "Next: " + title;
    }

    @Override
    public String previousSlide() {
        return "Previous slide";
    }

    @Override
    public String nextSlide() {
        return "Next slide";
    }
}
