package dev.brownout.randomscenario;

import dev.brownout.network.Edge;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Second instance of the program in this process, with the opposite assertion status of {@code Edge}. Objects are
 * pooled only where assertions are disabled, so exactly one of the two instances pools them.
 */
final class PoolingTwin {
    private final Method bytes;

    PoolingTwin() {
        List<URL> urls = new ArrayList<>();
        try {
            for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                urls.add(Path.of(path).toUri().toURL());
            }
            URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
            loader.setClassAssertionStatus(Edge.class.getName(), !Edge.class.desiredAssertionStatus());
            bytes = loader.loadClass(RandomScenarioTrial.class.getName()).getMethod("bytes", String.class, Map.class);
        } catch (MalformedURLException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the bytes of the result of a scenario. */
    byte[] bytes(ScenarioCase scenario) {
        try {
            return (byte[]) bytes.invoke(null, scenario.yaml(), scenario.files());
        } catch (InvocationTargetException wrong) {
            throw new AssertionError("the twin fails: " + wrong.getCause(), wrong.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
