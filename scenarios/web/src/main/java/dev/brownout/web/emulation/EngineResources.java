package dev.brownout.web.emulation;

import dev.brownout.html.Report;
import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.teavm.extension.spi.resources.ResourcesPolicy;

/** Extension of TeaVM that puts the resources of the engine into the compiled program. */
public final class EngineResources implements ResourcesPolicy {
    private static final String ROOT = "dev/brownout";
    private static final List<String> KINDS = List.of(".yaml", ".md", ".txt", ".css", ".js");

    @Override
    public String[] supplyResources(Collection<? extends String> availableClassNames) {
        List<String> names = new ArrayList<>();
        for (Class<?> type : List.of(ShippedLibrary.class, Report.class)) {
            names.addAll(names(type));
        }
        return names.stream().sorted().toArray(String[]::new);
    }

    /** Returns the names of the resources in the folder or jar of a class. */
    private static List<String> names(Class<?> type) {
        try {
            Path origin = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(origin)) {
                return below(origin);
            }
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + origin.toUri()), Map.of())) {
                return below(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> below(Path origin) throws IOException {
        try (Stream<Path> files = Files.walk(origin.resolve(ROOT))) {
            return files.map(file -> origin.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> KINDS.stream().anyMatch(name::endsWith))
                    .toList();
        }
    }
}
