package dev.brownout.reference;

/** Headings of pages of the manual in Korean. */
record KoreanManualTexts() implements ManualTexts {
    @Override
    public String parameters() {
        return "매개변수";
    }

    @Override
    public String metrics(boolean further) {
        return "지표" + (further ? " (모든 구성 요소에 있는 것 외)" : "");
    }

    @Override
    public String model() {
        return "모델 (영어)";
    }

    @Override
    public String notModelled() {
        return "모델에 없는 것 (영어)";
    }

    @Override
    public String validated() {
        return "검증 (영어)";
    }

    @Override
    public String sources() {
        return "출처 (영어)";
    }

    @Override
    public String byDefault(String text) {
        return "; 기본값 " + (text.equals(Parameter.AS_FOLLOWS) ? "아래와 같음" : text);
    }

    @Override
    public String onePart(String word, String parts) {
        return "한 부분만 보기: brownout explain " + word + " PART --lang ko; 부분: " + parts;
    }

    @Override
    public String required() {
        return "; 필수";
    }

    @Override
    public String source(String source) {
        return "출처 (영어): " + source + ".";
    }

    @Override
    public String estimates(String title) {
        return title + " (영어로 된 추정)";
    }
}
