package dev.brownout.reality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Paths of the third-party programs of the site that are installed on this host. */
record InstalledPrograms(Path nginx, Path redis, Path postgres, Path setpriv) {

    /** Debian package of each required program. */
    private static final Map<String, String> PACKAGES = new LinkedHashMap<>();

    static {
        PACKAGES.put("nginx", "nginx-light");
        PACKAGES.put("redis-server", "redis-server");
        PACKAGES.put("postgres", "postgresql");
        PACKAGES.put("setpriv", "util-linux");
    }

    /**
     * Finds the programs on the path and in the folders of Debian.
     *
     * @throws MissingException if a program is missing, with the names of all missing programs
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

    /** Returns a program of PostgreSQL in the same folder as its server. */
    Path inServerFolder(String name) throws IOException {
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

    /** Thrown if a required program is missing. */
    static final class MissingException extends IOException {
        private static final long serialVersionUID = 1;

        MissingException(String message) {
            super(message);
        }
    }
}
