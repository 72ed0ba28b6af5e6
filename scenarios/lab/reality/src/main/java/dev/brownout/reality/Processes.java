package dev.brownout.reality;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Child processes by name, in a temporary folder of their own. If the current user is root, they run as an unprivileged
 * user. Each child process is killed when this process ends, even if this process is killed (PR_SET_PDEATHSIG). Linux
 * sends that signal when the thread ends that has started the child, so one thread starts all of them.
 */
public final class Processes implements AutoCloseable {
    private static final String UNPRIVILEGED_USER = "65534";

    private static final AtomicInteger NEXT_PORT = new AtomicInteger(21_000);
    private static final int LAST_PORT = 32_000;

    private final Path folder;
    private final List<String> unprivileged;
    private final Map<String, Process> running = new TreeMap<>();
    private final ExecutorService starter = Executors.newSingleThreadExecutor();

    /**
     * Creates the folder of the processes.
     *
     * @param setpriv path of the program that drops privileges
     */
    public Processes(Path setpriv) throws IOException {
        this.folder = Files.createTempDirectory("brownout-reality");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        this.unprivileged = new ArrayList<>(List.of(setpriv.toString(), "--pdeathsig", "KILL"));
        if (Files.getOwner(folder).getName().equals("root")) {
            unprivileged.addAll(List.of("--reuid", UNPRIVILEGED_USER, "--regid", UNPRIVILEGED_USER, "--clear-groups"));
        }
    }

    /** Returns the folder for the files of the processes. */
    public Path folder() {
        return folder;
    }

    /**
     * Starts a process.
     *
     * @param command words separated by spaces; each {@code {}} is replaced by the next value
     */
    public void start(String name, String command, Object... values) throws IOException {
        Iterator<Object> next = List.of(values).iterator();
        List<String> words = new ArrayList<>(unprivileged);
        for (String word : command.split(" ", -1)) {
            words.add(word.equals("{}") ? next.next().toString() : word);
        }
        ProcessBuilder process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
        try {
            running.put(name, starter.submit(process::start).get());
        } catch (InterruptedException | ExecutionException failed) {
            throw new IOException(failed);
        }
    }

    /**
     * Starts a class of this program in a Java process of its own.
     *
     * @param arguments the arguments of its main method
     */
    public void java(String name, Class<?> main, Object... arguments) throws IOException {
        Path classes = folder.resolve("classes");
        if (!Files.isDirectory(classes)) {
            copyClasses(classes);
        }
        List<Object> values = new ArrayList<>();
        values.add(ProcessHandle.current().info().command().orElse("java"));
        values.add(classes + "/*:" + classes);
        values.add(main.getName());
        values.addAll(List.of(arguments));
        start(name, "{} -XX:+UseSerialGC -Xmx256m -cp" + " {}".repeat(values.size() - 1), values.toArray());
    }

    /**
     * Runs a process to its end.
     *
     * @throws IOException with the output of the process, if it fails or takes longer than one minute
     */
    public void run(String name, String command, Object... values) throws IOException, InterruptedException {
        start(name, command, values);
        Process process = running.remove(name);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(name + " failed: " + Files.readString(log(name)));
        }
    }

    /** Returns the output of a process, with its errors. */
    public String printed(String name) throws IOException {
        return Files.readString(log(name));
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /** Kills a process immediately, like {@code kill -9}. */
    public void kill(String name) {
        running.get(name).destroyForcibly();
    }

    /** Kills a process, and waits until it has ended. */
    public void end(String name) throws InterruptedException {
        running.remove(name).destroyForcibly().waitFor();
    }

    /** Sends a signal to a process, such as STOP and CONT. */
    public void signal(String name, String signal) {
        try {
            String pid = Long.toString(running.get(name).pid());
            new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start().waitFor();
        } catch (IOException | InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Copies the class path to a folder that an unprivileged user can read. */
    private static void copyClasses(Path to) throws IOException {
        Files.createDirectory(to);
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            Path from = Path.of(entry);
            if (Files.isDirectory(from)) {
                try (Stream<Path> files = Files.walk(from)) {
                    for (Path file :
                            (Iterable<Path>) files.filter(f -> f.toString().endsWith(".class"))::iterator) {
                        Path target = to.resolve(from.relativize(file).toString());
                        Files.createDirectories(target.getParent());
                        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            } else if (Files.isRegularFile(from)) {
                Files.copy(from, to.resolve(from.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (Stream<Path> files = Files.walk(to)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    /** Returns a free port of this host that no client gets, as it is below the range of Linux for them. */
    public static int freePort() throws IOException {
        while (true) {
            int port = NEXT_PORT.getAndIncrement();
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException used) {
                if (port == LAST_PORT) {
                    throw used;
                }
            }
        }
    }

    /** Returns whether a process listens on a port. */
    public static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Waits until a process listens on a port.
     *
     * @throws IOException if that takes too long
     */
    public static void awaitListening(int port) throws IOException, InterruptedException {
        for (int i = 0; i < 300; i++) {
            if (listens(port)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IOException("no process listens at port " + port);
    }

    @Override
    public void close() {
        if (starter.isShutdown()) {
            return;
        }
        running.values().forEach(Process::destroyForcibly);
        try {
            for (Process process : running.values()) {
                process.waitFor(10, TimeUnit.SECONDS);
            }
            Thread.sleep(500); // child processes of the PostgreSQL server exit with a delay
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
            starter.shutdown();
        } catch (IOException | InterruptedException left) {
            System.err.println("reality: left behind: " + folder + " (" + left.getMessage() + ")");
        }
    }
}
