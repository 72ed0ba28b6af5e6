package dev.brownout.cli.grade;

import dev.brownout.grading.CourseAssignment;
import dev.brownout.grading.Grade;
import dev.brownout.grading.Grade.Status;
import dev.brownout.json.JsonBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Scores for the programs that show them to students. */
public final class ScoreFile {
    private final CourseAssignment assignment;
    private final List<Grade> grades;

    public ScoreFile(CourseAssignment assignment, List<Grade> grades) {
        this.assignment = assignment;
        this.grades = List.copyOf(grades);
    }

    /**
     * Returns the scores for a learning platform, as an array of the messages of the score service (1EdTech LTI
     * Assignment and Grade Services 2.0, section 3.4): {@code userId}, {@code scoreGiven}, {@code scoreMaximum},
     * {@code comment}, {@code activityProgress}, {@code gradingProgress} and {@code timestamp}. The user is the name of
     * the student. A submission that is not graded has the progress {@code Failed} and no score.
     *
     * @param timestamp time of the grading (ISO 8601); empty to leave it to the sender of the messages
     */
    public byte[] lti(Optional<String> timestamp) {
        JsonBuilder json = JsonBuilder.indented().beginArray();
        for (Grade grade : grades) {
            json.beginObject().name("userId").value(grade.student());
            if (grade.hasScore()) {
                json.name("scoreGiven")
                        .value(grade.points())
                        .name("scoreMaximum")
                        .value(grade.most());
            }
            json.name("comment").value(comment(grade));
            json.name("activityProgress").value(grade.hasScore() ? "Completed" : "Submitted");
            json.name("gradingProgress").value(grade.hasScore() ? "FullyGraded" : "Failed");
            timestamp.ifPresent(time -> json.name("timestamp").value(time));
            json.endObject();
        }
        return json.endArray().text().getBytes(StandardCharsets.UTF_8);
    }

    private String comment(Grade grade) {
        return String.join(". ", new GradeFeedback(assignment, grade, false).sentences());
    }

    /**
     * Returns the result of one submission for the grading reporter of GitHub Classroom: JSON in Base64 with a test per
     * assertion, and one for the hidden tests. The reporter adds up the scores of the tests.
     */
    public byte[] classroom() {
        Grade grade = grades.get(0);
        String status = !grade.hasScore() ? "error" : grade.isFull() ? "pass" : "fail";
        JsonBuilder json = JsonBuilder.compact().beginObject();
        json.name("version").value(1).name("status").value(status);
        json.name("max_score").value(grade.most()).name("tests").beginArray();
        if (grade.status() != Status.GRADED) {
            test(json, "submission", status, 0, comment(grade));
        }
        grade.assertions()
                .forEach(one -> test(
                        json,
                        one.name(),
                        one.isMet() ? "pass" : "fail",
                        one.points(),
                        one.result().expression() + ", measured " + GradeFeedback.measuredValue(one)));
        grade.hidden()
                .ifPresent(hidden -> test(
                        json,
                        "hidden tests",
                        hidden.isFull() ? "pass" : "fail",
                        hidden.points(),
                        GradeFeedback.pointsOf(hidden.points(), hidden.most())));
        byte[] text = json.endArray().endObject().text().getBytes(StandardCharsets.UTF_8);
        return (Base64.getEncoder().encodeToString(text) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static void test(JsonBuilder json, String name, String status, double score, String message) {
        json.beginObject().name("name").value(name).name("status").value(status);
        json.name("score").value(score).name("message").value(message).endObject();
    }
}
