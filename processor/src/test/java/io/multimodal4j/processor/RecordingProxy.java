package io.multimodal4j.processor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Stands before a part of the processing environment. */
final class RecordingProxy {

    private RecordingProxy() {}

    /** Tells the listener of every call before it is made; what the listener throws, the caller gets. */
    static <T> T of(Class<T> type, T real, BiConsumer<String, Object[]> listener) {
        return type.cast(Proxy.newProxyInstance(
                RecordingProxy.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    listener.accept(method.getName(), arguments == null ? new Object[0] : arguments);
                    return call(real, method, arguments);
                }));
    }

    /** Answers one question with something else. */
    static <T> T replacing(Class<T> type, T real, String question, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                RecordingProxy.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        method.getName().equals(question) ? answer : call(real, method, arguments)));
    }

    private static @Nullable Object call(Object real, java.lang.reflect.Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
