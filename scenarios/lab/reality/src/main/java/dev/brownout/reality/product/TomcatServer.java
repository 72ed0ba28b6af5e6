package dev.brownout.reality.product;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.KeyedRandom;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Embedded Tomcat in a process of its own. Its servlet sleeps or computes for an exponential time. */
public final class TomcatServer {
    private TomcatServer() {}

    /**
     * Serves until the process ends. On SIGTERM Tomcat stops as its start scripts do.
     *
     * @param args port, kind of work, mean time in µs, then names and values of settings of the connector in turn
     */
    public static void main(String[] args) throws IOException, InterruptedException, LifecycleException {
        Backend.Work work = Backend.Work.valueOf(args[1]);
        double meanNanos = Long.parseLong(args[2]) * 1000.0;
        if (work == Backend.Work.COMPUTE) {
            useOneCore();
        }
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Path.of("tomcat").toAbsolutePath().toString());
        Connector connector = new Connector();
        connector.setPort(Integer.parseInt(args[0]));
        for (int i = 3; i < args.length; i += 2) {
            connector.setProperty(args[i], args[i + 1]);
        }
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", new File(".").getAbsolutePath());
        Tomcat.addServlet(context, "work", new WorkServlet(work, meanNanos)).addMapping("/");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                tomcat.stop();
            } catch (LifecycleException failed) {
                throw new IllegalStateException(failed);
            }
        }));
        tomcat.start();
        tomcat.getServer().await();
    }

    /** Restricts all threads of this process to the first core, so that the load has the others. */
    static void useOneCore() throws IOException, InterruptedException {
        Lab.output(
                "taskset",
                "-a",
                "-c",
                "-p",
                "0",
                Long.toString(ProcessHandle.current().pid()));
    }

    /** Servlet that works for an exponential time. */
    private static final class WorkServlet extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final Backend.Work work;
        private final double meanNanos;
        private final AtomicLong calls = new AtomicLong();

        WorkServlet(Backend.Work work, double meanNanos) {
            this.work = work;
            this.meanNanos = meanNanos;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            double uniform = new KeyedRandom(KeyedRandom.key(1, 0, "call-" + calls.incrementAndGet())).uniform();
            work.during((long) (-ElementaryFunctions.log1p(-uniform) * meanNanos));
            byte[] body = new byte[100];
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
