package dev.brownout.grading;

import dev.brownout.language.parse.ProjectFolder;
import dev.brownout.language.parse.ReferencedFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The assignments that come with the program, from the easiest to the hardest. */
public final class ShippedAssignments {
    private static final List<String> NAMES = List.of(
            "two-servers",
            "right-sized-queue",
            "calm-retries",
            "cache-for-reads",
            "failover-of-the-database",
            "survive-the-data-centre");

    private ShippedAssignments() {}

    /** Returns the names of the assignments. */
    public static List<String> names() {
        return NAMES;
    }

    /** Returns the assignment with a name; empty if there is none. */
    public static Optional<AssignmentSource> find(String name) {
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        ProjectFolder folder = (file, mostBytes) -> resource(file);
        try {
            return Optional.of(new AssignmentSource(name, resource(name + ".yaml"), ReferencedFiles.ofProject(folder)));
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String resource(String file) throws IOException {
        try (InputStream in = ShippedAssignments.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new FileNotFoundException(file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
