package dev.lockstep.examples.wasm;

import dev.lockstep.runtime.Trap;

/** A function of the embedder that guests can import. */
@FunctionalInterface
public interface HostFunction {

  /**
   * Called by a guest; values are boxed as for {@link WasmInstance#invoke}. An exception that is no trap ends the guest
   * too, and reaches whoever called it.
   *
   * @param caller the instance that calls, whose memory the arguments may point into
   * @return the result; anything if there is none; a {@link java.util.List} if there are several
   * @throws Trap to trap the guest
   */
  Object call(WasmInstance caller, Object... arguments);
}
