package dev.brownout.randomscenario;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;

/** Proxies of objects of the engine, with all of their public interfaces. */
final class InterfaceProxy {
    private InterfaceProxy() {}

    /** Call of a method of a proxy. */
    interface Handler {
        Object call(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    /** Returns a proxy with handled methods. The handler calls those of the original object itself. */
    static Object proxy(Object original, Handler handler) {
        Set<Class<?>> faces = new LinkedHashSet<>();
        for (Class<?> type = original.getClass(); type != null; type = type.getSuperclass()) {
            collect(type, faces);
        }
        return Proxy.newProxyInstance(
                original.getClass().getClassLoader(), faces.toArray(Class<?>[]::new), (proxy, method, arguments) -> {
                    try {
                        method.setAccessible(true);
                        return handler.call(method, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private static void collect(Class<?> type, Set<Class<?>> faces) {
        for (Class<?> face : type.getInterfaces()) {
            if (Modifier.isPublic(face.getModifiers())) {
                faces.add(face);
                collect(face, faces);
            }
        }
    }
}
