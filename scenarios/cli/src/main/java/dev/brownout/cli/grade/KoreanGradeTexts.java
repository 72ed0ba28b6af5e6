package dev.brownout.cli.grade;

import dev.brownout.grading.Grade.Status;

/** Texts of grades in Korean. */
record KoreanGradeTexts() implements GradeTexts {
    @Override
    public String of(String part, String whole) {
        return whole + " 중 " + part;
    }

    @Override
    public String pointsOf(String points, String most) {
        return most + "점 중 " + points + "점";
    }

    @Override
    public String assertions() {
        return "단언";
    }

    @Override
    public String hiddenTests() {
        return "숨은 시험";
    }

    @Override
    public String noScore(String status) {
        return "점수 없음: " + status;
    }

    @Override
    public String status(Status status) {
        return switch (status) {
            case GRADED -> "채점함";
            case REFUSED -> "거절됨";
            case LIMIT_EXCEEDED -> "한도 초과";
            case NOT_GRADED -> "채점 못 함";
        };
    }

    @Override
    public String verdict(String assertion, String relation, String verdict) {
        return assertion + ": " + relation + " " + verdict;
    }

    @Override
    public String credit(String points, String relation) {
        return "; " + relation + "에 " + points + "점";
    }

    @Override
    public String most() {
        return "만점";
    }

    @Override
    public String grades() {
        return "성적";
    }

    @Override
    public String submissions(int number, long full, String most, String mean) {
        return "제출 " + number + "개, 만점 " + most + "점 " + full + "개, 평균 " + mean;
    }

    @Override
    public String counted(long number, Status status) {
        return status(status) + " " + number + "개" + (status == Status.NOT_GRADED ? ", 점수 없음" : "");
    }

    @Override
    public String more(int number) {
        return " (외 " + number + "개)";
    }
}
