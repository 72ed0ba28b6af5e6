package dev.brownout.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Test classes of documentation pages, compiled with the test class path of a user. */
final class PageClass {
    private static final Pattern CLASS = Pattern.compile("(?m)^class (\\w+)");

    private PageClass() {}

    /**
     * Compiles a test class and returns its test events, of one JUnit engine after the other.
     *
     * @param folder folder of the class file, and of the resources of the class
     * @param text source of the class, which has no package
     * @param engines identifiers of JUnit engines
     */
    static List<Event> run(Path folder, String text, String... engines) throws Exception {
        String name = CLASS.matcher(text).results().findFirst().orElseThrow().group(1);
        Path source = Files.writeString(folder.resolve(name + ".java"), text);
        String classPath = System.getProperty("java.class.path");
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, "-d", folder.toString(), source.toString());
        assertThat(code).as(text).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> type = loader.loadClass(name);
            List<Event> events = new ArrayList<>();
            for (String engine : engines) {
                events.addAll(EngineTestKit.engine(engine)
                        .selectors(selectClass(type))
                        .execute()
                        .testEvents()
                        .finished()
                        .list());
            }
            return events;
        }
    }

    /** Returns the messages of the failed tests among finished ones. */
    static List<String> failures(List<Event> finished) {
        return finished.stream()
                .map(event ->
                        event.getRequiredPayload(TestExecutionResult.class).getThrowable())
                .flatMap(Optional::stream)
                .map(Throwable::getMessage)
                .toList();
    }
}
