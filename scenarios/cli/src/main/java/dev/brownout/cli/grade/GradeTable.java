package dev.brownout.cli.grade;

import dev.brownout.export.Dataset;
import dev.brownout.export.Markdown;
import dev.brownout.grading.AssertionGrade;
import dev.brownout.grading.CourseAssignment;
import dev.brownout.grading.Grade;
import dev.brownout.grading.Grade.HiddenGrade;
import dev.brownout.grading.Grade.HiddenRun;
import dev.brownout.grading.Grade.Status;
import dev.brownout.language.diagnostic.QuotedText;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Part;
import dev.brownout.summary.Table;
import dev.brownout.terminal.LineWrap;
import dev.brownout.terminal.TableLines;
import dev.brownout.terminal.TerminalWidth;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import dev.brownout.translation.TextLanguage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Grades of a class as a table. */
public final class GradeTable {
    private final CourseAssignment assignment;
    private final List<Grade> grades;
    private final boolean reveals;

    /**
     * Creates a table.
     *
     * @param reveals whether the hidden tests are included, for the teacher
     */
    public GradeTable(CourseAssignment assignment, List<Grade> grades, boolean reveals) {
        this.assignment = assignment;
        this.grades = List.copyOf(grades);
        this.reveals = reveals;
    }

    /** Returns the lines of a terminal: the feedback on a single submission, or a table with the reasons below. */
    public List<String> lines() {
        if (grades.size() == 1) {
            return new GradeFeedback(assignment, grades.get(0), reveals).lines();
        }
        List<String> lines = new ArrayList<>(LineWrap.wrap(SentenceTranslation.text(assignment.title()), ""));
        sentences().forEach(sentence -> lines.addAll(LineWrap.wrap(sentence, "")));
        lines.add("");
        lines.addAll(TableLines.lines(table(), TerminalWidth.current(), ""));
        List<String> reasons = reasons();
        if (!reasons.isEmpty()) {
            lines.add("");
            reasons.forEach(reason -> lines.addAll(LineWrap.item(reason)));
        }
        return lines;
    }

    /**
     * Returns the table as Markdown.
     *
     * @param command the command that reproduces it
     */
    public String markdown(String command) {
        if (grades.size() == 1) {
            return new GradeFeedback(assignment, grades.get(0), reveals).markdown(command);
        }
        return Markdown.write(new ExperimentReport(
                SentenceTranslation.text(assignment.title()),
                "",
                sentences(),
                OutcomeTone.PLAIN,
                List.of(Part.chapter(Messages.text("grade.grades")).with(table())),
                command,
                ""));
    }

    /** Returns the data for programs. The table has a row per submission. */
    public Dataset data() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("assignment", assignment.title());
        facts.put("of", assignment.points());
        facts.put("assertions", grades.stream().map(GradeTable::assertions).toList());
        if (reveals) {
            facts.put("hidden_tests", grades.stream().map(GradeTable::hidden).toList());
        }
        return new Dataset(facts, table());
    }

    private static Map<String, Object> assertions(Grade grade) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("student", grade.student());
        facts.put(
                "assertions", grade.assertions().stream().map(GradeTable::fact).toList());
        return facts;
    }

    private static Map<String, Object> hidden(Grade grade) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("student", grade.student());
        List<Map<String, Object>> runs = new ArrayList<>();
        for (HiddenRun run : grade.hidden().map(HiddenGrade::runs).orElse(List.of())) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("seed", run.seed());
            one.put(
                    "assertions",
                    run.assertions().stream().map(GradeTable::fact).toList());
            runs.add(one);
        }
        facts.put("runs", runs);
        return facts;
    }

    private static Map<String, Object> fact(AssertionGrade one) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("name", one.name());
        fact.put("relation", one.result().expression());
        fact.put("measured", one.result().value());
        fact.put("unit", one.result().unit());
        fact.put(
                "verdict",
                one.result().verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        fact.put("points", one.points());
        fact.put("of", one.most());
        fact.put("credited", one.credited());
        return fact;
    }

    private List<String> sentences() {
        List<Grade> scored = grades.stream().filter(Grade::hasScore).toList();
        List<String> sentences = new ArrayList<>();
        double mean = scored.stream().mapToDouble(Grade::points).average().orElse(Double.NaN);
        long full = grades.stream().filter(Grade::isFull).count();
        sentences.add(Messages.text(
                "grade.submissions",
                grades.size(),
                full,
                GradeFeedback.points(assignment.points()),
                scored.isEmpty() ? "-" : GradeFeedback.points(mean)));
        count(Status.REFUSED, sentences);
        count(Status.LIMIT_EXCEEDED, sentences);
        count(Status.NOT_GRADED, sentences);
        return sentences;
    }

    private void count(Status status, List<String> sentences) {
        long number = grades.stream().filter(grade -> grade.status() == status).count();
        if (number > 0) {
            sentences.add(Messages.text(key("grade.counted.", status), number));
        }
    }

    private List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        for (Grade grade : grades) {
            if (!grade.messages().isEmpty()) {
                reasons.add(grade.student() + ": "
                        + QuotedText.message(
                                SentenceTranslation.marked(grade.messages().get(0)))
                        + (grade.messages().size() > 1
                                ? Messages.text("grade.more", grade.messages().size() - 1)
                                : ""));
            }
        }
        return reasons;
    }

    private Table table() {
        return Table.of(grades)
                .text(Column.text("student"), Grade::student)
                .text(Column.text("status").whole(), grade -> words(grade.status()))
                .column(Column.number("points").whole(), grade -> score(grade, grade.points()))
                .column(
                        Column.number("of").headed(Messages.text("grade.most")).whole(),
                        grade -> Cell.of(grade.most(), GradeFeedback.points(grade.most())))
                .column(Column.number("met").whole(), GradeTable::metCell)
                .column(
                        Column.number("hidden").whole(),
                        grade -> score(
                                grade, grade.hidden().map(HiddenGrade::points).orElse(Double.NaN)))
                .text(
                        Column.text("message").in(OutputFormat.DATA, OutputFormat.MARKDOWN),
                        grade -> grade.messages().stream()
                                .map(message -> QuotedText.message(SentenceTranslation.marked(message)))
                                .collect(Collectors.joining("; ")))
                .table();
    }

    private static Cell score(Grade grade, double points) {
        boolean none = !grade.hasScore() || Double.isNaN(points);
        return Cell.of(none ? Double.NaN : points, none ? "-" : GradeFeedback.points(points));
    }

    private static Cell metCell(Grade grade) {
        long met = grade.assertions().stream().filter(AssertionGrade::isMet).count();
        boolean graded = grade.status() == Status.GRADED;
        return Cell.of(
                graded ? (double) met : Double.NaN,
                graded
                        ? Messages.text(
                                "grade.of",
                                Long.toString(met),
                                Integer.toString(grade.assertions().size()))
                        : "-");
    }

    /** Returns a status in words, in the language of the current scope. */
    static String words(Status status) {
        return words(LanguageScope.current(), status);
    }

    /** Returns a status in words, in a language. */
    static String words(TextLanguage language, Status status) {
        return Messages.text(language, key("grade.status.", status));
    }

    private static String key(String start, Status status) {
        return start + status.name().toLowerCase(Locale.ROOT);
    }
}
