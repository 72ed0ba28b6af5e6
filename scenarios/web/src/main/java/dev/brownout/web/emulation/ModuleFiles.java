package dev.brownout.web.emulation;

import dev.brownout.html.Report;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.typetable.TypeTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of the modules of the engine: classes and resources, in folders or jars. */
final class ModuleFiles {
    private static final String ROOT = "dev/brownout";

    private ModuleFiles() {}

    /** Returns the names of some files, sorted, relative to the roots of the class path. */
    static List<String> named(Predicate<String> selection) {
        List<String> names = new ArrayList<>();
        for (Class<?> type : List.of(TypeTables.class, Report.class, ShippedLibrary.class)) {
            names.addAll(namesInFolder(type));
        }
        return names.stream().filter(selection).sorted().toList();
    }

    /** Returns the names of all files in the folder or jar of a class. */
    private static List<String> namesInFolder(Class<?> type) {
        try {
            Path origin = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(origin)) {
                return filesBelow(origin);
            }
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + origin.toUri()), Map.of())) {
                return filesBelow(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> filesBelow(Path origin) throws IOException {
        try (Stream<Path> files = Files.walk(origin.resolve(ROOT))) {
            return files.map(file -> origin.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }
}
