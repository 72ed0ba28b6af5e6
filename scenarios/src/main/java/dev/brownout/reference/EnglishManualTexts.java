package dev.brownout.reference;

/** Headings of pages of the manual in English. */
record EnglishManualTexts() implements ManualTexts {
    @Override
    public String parameters() {
        return "Parameters";
    }

    @Override
    public String metrics(boolean further) {
        return "Metrics" + (further ? ", in addition to those of every component" : "");
    }

    @Override
    public String model() {
        return "Model";
    }

    @Override
    public String notModelled() {
        return "Not modelled";
    }

    @Override
    public String validated() {
        return "Validated against";
    }

    @Override
    public String sources() {
        return "Sources";
    }

    @Override
    public String byDefault(String text) {
        return "; by default " + text;
    }

    @Override
    public String onePart(String word, String parts) {
        return "Print one part: brownout explain " + word + " PART; parts: " + parts;
    }

    @Override
    public String required() {
        return "; required";
    }

    @Override
    public String source(String source) {
        return "Source: " + source + ".";
    }

    @Override
    public String estimates(String title) {
        return title;
    }
}
