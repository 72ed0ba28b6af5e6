package dev.brownout.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the processor on small sources. Annotation processing ends before the missing base classes are reported. */
class TypeTableProcessorTest {
    private static final String MARK = """
            package dev.brownout.typetable;
            public @interface InTypeTable {}
            """;
    private static final String NOTE = """
            package x;
            @dev.brownout.typetable.InTypeTable
            public @interface Note { String value(); String[] tags() default {"a", "b"}; double size() default 1.5; }
            """;

    @TempDir
    Path folder;

    @Test
    void annotatedRecordHasATable() throws IOException {
        compile("package x; record Part(@Note(\"first \\\"part\\\"\") int one, java.util.List<String> rest) {}");
        assertThat(generated("x/Part_Table.java"))
                .contains("new RecordField(\"one\", 0, int.class, int.class, "
                        + "new x.Note_Annotation(\"first \\\"part\\\"\", new java.lang.String[] {\"a\", \"b\"}, 1.5))")
                .contains("GenericType.of(java.util.List.class, java.lang.String.class)")
                .contains("case 1 -> ((x.Part) record).rest();")
                .contains("return new x.Part((int) values[0], (java.util.List) values[1]);");
        assertThat(generated("x/Note_Annotation.java")).contains("implements Note");
    }

    @Test
    void nestedTypesHaveTheNamesOfTheOuterOnes() throws IOException {
        compile("package x; class Outer { sealed interface Choice {}"
                + " @Note(\"\") record First() implements Choice {} }");
        assertThat(generated("x/Outer_Choice_Table.java")).contains("List.of(x.Outer.First.class)");
        assertThat(generated("x/Outer_First_Table.java")).contains("return new x.Outer.First();");
    }

    @Test
    void constantsOfAnEnumKeepTheirAnnotations() throws IOException {
        compile("package x; enum Mode { @Note(\"on\") FAST, SLOW }");
        assertThat(generated("x/Mode_Table.java")).contains("case \"FAST\" ->").doesNotContain("SLOW");
    }

    @Test
    void otherTypesHaveNone() throws IOException {
        compile("package x; record Plain(int one) {}");
        assertThat(folder.resolve("x/Plain_Table.java")).doesNotExist();
    }

    @Test
    void privateTypeIsAnError() throws IOException {
        assertThat(compile("package x; class Outer { private record Part(@Note(\"\") int one) {} }"))
                .contains("a type with a table must not be private, nor be nested in a private type");
    }

    /** Returns the error messages of the compiler. */
    private List<String> compile(String source) throws IOException {
        List<Path> files =
                List.of(write("InTypeTable.java", MARK), write("Note.java", NOTE), write("Source.java", source));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        try (var manager = compiler.getStandardFileManager(messages, Locale.ROOT, null)) {
            var task = compiler.getTask(
                    null,
                    manager,
                    messages,
                    List.of("-proc:only", "-s", folder.toString(), "-d", folder.toString()),
                    null,
                    manager.getJavaFileObjectsFromPaths(files));
            task.setProcessors(List.of(new TypeTableProcessor()));
            task.call();
        }
        List<String> texts = new ArrayList<>();
        messages.getDiagnostics().forEach(message -> texts.add(message.getMessage(Locale.ROOT)));
        return texts;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String generated(String name) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve(name))) {
            return String.join("\n", lines.toList());
        }
    }
}
