package dev.lockstep.examples.wasm;

/**
 * What a {@code funcref} is if it is not null (section 4.2.6). It names the instance or the embedder it belongs to,
 * since references travel between instances. As thread-safe as that is.
 */
public sealed interface WasmFunction permits GuestFunction, EmbedderFunction {

  /** Its parameters and results. */
  FuncType type();

  /**
   * Calls the function on behalf of an instance.
   *
   * @param arguments one a parameter, of the right types
   * @return the result; {@code null} if there is none; a {@link java.util.List} if there are several
   */
  Object call(WasmInstance caller, Object... arguments);
}
