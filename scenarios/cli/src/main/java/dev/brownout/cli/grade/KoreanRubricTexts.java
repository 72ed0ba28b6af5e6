package dev.brownout.cli.grade;

import java.util.Locale;

/** Texts of rubrics in Korean. */
record KoreanRubricTexts() implements RubricTexts {
    @Override
    public String total(String points) {
        return "만점 " + points + "점";
    }

    @Override
    public String assertions() {
        return "단언의 점수:";
    }

    @Override
    public String inPart(String assertion) {
        return assertion + ", 부분 점수";
    }

    @Override
    public String hidden(String points) {
        return "숨은 시험은 " + points + "점입니다: 같은 설계를 다른 시드와 추가 장애로 시험합니다.";
    }

    @Override
    public String notHidden() {
        return "숨은 시험은 없습니다.";
    }

    @Override
    public String settings() {
        return "바꿀 수 있는 설정:";
    }

    @Override
    public String any() {
        return "모든 값";
    }

    @Override
    public String rest() {
        return "나머지는 그대로 둡니다.";
    }

    @Override
    public String numbers(String paths) {
        return "학생마다 값이 다른 설정: " + paths + ".";
    }

    @Override
    public String limits(String kilobytes, long events) {
        return String.format(Locale.ROOT, "파일은 %s kB까지입니다. 한 실행의 모의 이벤트는 %,d개까지입니다.", kilobytes, events);
    }

    @Override
    public String extremes() {
        return "학생 숫자의 양 끝";
    }

    @Override
    public String insufficientAnswer(String numbers) {
        return "모범 답안이 " + numbers + "에서 만점이 아닙니다. 답안이나 숫자의 범위를 바꾸세요";
    }

    @Override
    public String sufficientStart(String numbers) {
        return "바꾸지 않은 시나리오가 " + numbers + "에서 만점입니다. 단언을 더 엄격하게 하거나 숫자의 범위를 바꾸세요";
    }
}
