package dev.brownout.reality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The programs of others that the site is made of, where this machine has them. */
record InstalledPrograms(Path nginx, Path redis, Path postgres, Path setpriv) {

    /** What a machine must have, and the package of Debian that brings it. */
    private static final Map<String, String> PACKAGES = new LinkedHashMap<>();

    static {
        PACKAGES.put("nginx", "nginx-light");
        PACKAGES.put("redis-server", "redis-server");
        PACKAGES.put("postgres", "postgresql");
        PACKAGES.put("setpriv", "util-linux");
    }

    /**
     * Finds them on the path and where Debian puts them.
     *
     * @throws MissingException if one is not there, with the names of all that are not
     */
    static InstalledPrograms find() throws IOException {
        List<String> missing = new ArrayList<>();
        Map<String, Path> found = new LinkedHashMap<>();
        for (Map.Entry<String, String> program : PACKAGES.entrySet()) {
            Path path = find(program.getKey());
            if (path == null) {
                missing.add(program.getKey() + " (Debian's package " + program.getValue() + ")");
            } else {
                found.put(program.getKey(), path);
            }
        }
        if (!missing.isEmpty()) {
            throw new MissingException("not on this machine: " + String.join(", ", missing));
        }
        return new InstalledPrograms(
                found.get("nginx"), found.get("redis-server"), found.get("postgres"), found.get("setpriv"));
    }

    /** A program of PostgreSQL that lies beside its server. */
    Path beside(String name) throws IOException {
        return postgres.toRealPath().resolveSibling(name);
    }

    private static Path find(String name) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String folder : System.getenv("PATH").split(":", -1)) {
            folders.add(Path.of(folder));
        }
        folders.add(Path.of("/usr/sbin"));
        Path servers = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(servers)) {
            try (Stream<Path> versions = Files.list(servers)) {
                versions.sorted().forEach(version -> folders.add(version.resolve("bin")));
            }
        }
        for (Path folder : folders) {
            Path path = folder.resolve(name);
            if (Files.isExecutable(path)) {
                return path;
            }
        }
        return null;
    }

    /** Something that must be there is not. */
    static final class MissingException extends IOException {
        private static final long serialVersionUID = 1;

        MissingException(String message) {
            super(message);
        }
    }
}
