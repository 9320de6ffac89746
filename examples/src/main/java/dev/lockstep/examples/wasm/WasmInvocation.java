package dev.lockstep.examples.wasm;

import dev.lockstep.runtime.Invocation;
import dev.lockstep.runtime.Suspension;

/**
 * A call of an exported function that can be suspended, when it is interrupted or out of fuel, and go on later. One that
 * is not to go on is dropped. Not thread-safe: for the thread that uses the instance.
 */
public final class WasmInvocation {

  private final WasmInstance instance;
  private final Invocation invocation;

  /** The callee of an indirect call that was suspended on its way out of the instance. */
  private WasmFunction foreignCallee;

  WasmInvocation(WasmInstance instance, Invocation invocation) {
    this.instance = instance;
    this.invocation = invocation;
  }

  /**
   * Runs until the function returns or is suspended.
   *
   * @return whether it has finished
   * @throws dev.lockstep.runtime.Trap if the guest traps; then it cannot go on
   * @throws Suspension if a guest is suspended for which this one waits, in another instance or below a host function; then
   *     neither can go on
   * @throws IllegalStateException if it has finished or failed
   */
  public boolean run() {
    instance.putForeignCallee(foreignCallee);
    try {
      return instance.run(instance.nesting() + 1, invocation);
    } finally {
      foreignCallee = instance.takeForeignCallee(); // Other calls may run before this one goes on.
    }
  }

  public boolean isFinished() {
    return invocation.isFinished();
  }

  /** Why and where it is suspended; {@code null} if it is not. */
  public Suspension suspension() {
    return invocation.suspension();
  }

  /**
   * What the function has returned, as {@link WasmInstance#invoke} does.
   *
   * @throws IllegalStateException if it has not finished
   */
  public Object result() {
    return invocation.result();
  }
}
