package dev.brownout.cli.mcp;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds the server: on the class path, else in the jar {@value #JAR} beside the jar of the program, or where the
 * launcher of a checkout says that the build puts it.
 */
final class ToolServerLoader {
    /** System property with the path of the jar. */
    static final String PROPERTY = "brownout.mcp";

    private static final String JAR = "brownout-mcp.jar";

    private ToolServerLoader() {}

    /** Signals that there is no server. The message is for the user. */
    static final class NoServerException extends Exception {
        private static final long serialVersionUID = 1;

        NoServerException(String message) {
            super(message + "; 'mvn -pl scenarios/mcp -am -Dmaven.test.skip=true package' in a checkout builds it,"
                    + " scenarios/mcp/target/" + JAR);
        }
    }

    /** Returns the server. */
    static ToolServer load() throws NoServerException {
        ClassLoader own = ToolServer.class.getClassLoader();
        Optional<ToolServer> onClassPath = first(own);
        if (onClassPath.isPresent()) {
            return onClassPath.get();
        }
        Path jar = jar();
        if (!Files.isRegularFile(jar)) {
            throw new NoServerException("the server is a separate jar, and there is no " + jar);
        }
        try {
            return first(loader(jar, own))
                    .orElseThrow(() -> new NoServerException(jar + " does not contain the server"));
        } catch (ServiceConfigurationError | LinkageError other) {
            throw new NoServerException(jar + " is of another version than the program");
        }
    }

    private static Optional<ToolServer> first(ClassLoader loader) {
        return ServiceLoader.load(ToolServer.class, loader).findFirst();
    }

    /** Returns a class loader for the jar. It stays open, as the process ends with the server. */
    private static URLClassLoader loader(Path jar, ClassLoader parent) {
        try {
            return new URLClassLoader(new URL[] {jar.toUri().toURL()}, parent);
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Path jar() {
        String value = System.getProperty(PROPERTY, "");
        return value.isEmpty() ? programLocation().resolveSibling(JAR) : Path.of(value);
    }

    /** Returns the jar or folder of the program. */
    private static Path programLocation() {
        CodeSource source = ToolServerLoader.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI()).toRealPath();
        } catch (URISyntaxException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
