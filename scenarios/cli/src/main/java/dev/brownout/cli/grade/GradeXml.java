package dev.brownout.cli.grade;

import dev.brownout.format.TextSanitizer;
import dev.brownout.format.VerdictWording;
import dev.brownout.grading.AssertionGrade;
import dev.brownout.grading.CourseAssignment;
import dev.brownout.grading.Grade;
import dev.brownout.grading.Grade.HiddenGrade;
import dev.brownout.grading.Grade.Status;
import dev.brownout.translation.TextLanguage;
import java.io.ByteArrayOutputStream;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Grades as JUnit XML. Each submission is a test suite, each assertion that students see is a test case, and the hidden
 * tests are one test case. A refused submission has a failure, one without a score an error.
 */
public final class GradeXml {
    private final XMLStreamWriter xml;
    private final CourseAssignment assignment;

    private GradeXml(XMLStreamWriter xml, CourseAssignment assignment) {
        this.xml = xml;
        this.assignment = assignment;
    }

    /** Writes grades in UTF-8. */
    public static byte[] write(CourseAssignment assignment, List<Grade> grades) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            new GradeXml(xml, assignment).document(grades);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("grades cannot be written as XML", e);
        }
        return bytes.toByteArray();
    }

    private void document(List<Grade> grades) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        attribute("name", assignment.title());
        for (Grade grade : grades) {
            suite(grade);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private void suite(Grade grade) throws XMLStreamException {
        long failures = grade.assertions().stream().filter(one -> !one.isMet()).count()
                + grade.hidden().filter(hidden -> !hidden.isFull()).stream().count()
                + (grade.status() == Status.GRADED || !grade.hasScore() ? 0 : 1);
        int tests = grade.status() == Status.GRADED
                ? grade.assertions().size() + (grade.hidden().isPresent() ? 1 : 0)
                : 1;
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        attribute("name", grade.student());
        attribute("tests", Integer.toString(tests));
        attribute("failures", Long.toString(failures));
        attribute("errors", grade.hasScore() ? "0" : "1");
        attribute("skipped", "0");
        xml.writeCharacters("\n    ");
        xml.writeStartElement("properties");
        if (grade.hasScore()) {
            property("points", grade.points());
        }
        property("of", grade.most());
        xml.writeCharacters("\n    ");
        xml.writeEndElement();
        for (AssertionGrade one : grade.assertions()) {
            assertion(grade, one);
        }
        if (grade.hidden().isPresent()) {
            hidden(grade, grade.hidden().get());
        }
        if (grade.status() != Status.GRADED) {
            begin(grade, "submission");
            writeProblem(
                    grade.hasScore() ? "failure" : "error",
                    GradeTable.words(TextLanguage.en, grade.status()),
                    String.join("; ", grade.englishMessages()));
            end();
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private void property(String name, double value) throws XMLStreamException {
        xml.writeCharacters("\n      ");
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", GradeFeedback.points(value));
    }

    private void assertion(Grade grade, AssertionGrade one) throws XMLStreamException {
        begin(grade, one.name());
        String words = one.result().expression() + ": " + VerdictWording.plainText(one.result()) + ", measured "
                + GradeFeedback.measuredValue(one) + ", " + GradeFeedback.pointsOf(one.points(), one.most());
        if (one.isMet()) {
            output(words);
        } else {
            writeProblem("failure", VerdictWording.plainText(one.result()), words);
        }
        end();
    }

    private void hidden(Grade grade, HiddenGrade hidden) throws XMLStreamException {
        begin(grade, "hidden tests");
        String words = GradeFeedback.pointsOf(hidden.points(), hidden.most());
        if (hidden.isFull()) {
            output(words);
        } else {
            writeProblem("failure", "violated", words);
        }
        end();
    }

    private void begin(Grade grade, String name) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute("classname", grade.student());
        attribute("name", name);
        attribute("file", grade.file());
    }

    private void writeProblem(String element, String type, String message) throws XMLStreamException {
        xml.writeCharacters("\n      ");
        xml.writeStartElement(element);
        attribute("message", message);
        attribute("type", type);
        xml.writeCharacters(TextSanitizer.replace(message));
        xml.writeEndElement();
    }

    private void output(String text) throws XMLStreamException {
        xml.writeCharacters("\n      ");
        xml.writeStartElement("system-out");
        xml.writeCharacters(TextSanitizer.replace(text));
        xml.writeEndElement();
    }

    private void end() throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, TextSanitizer.replace(value));
    }
}
