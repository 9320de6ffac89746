// WasmChild for node: node wasm.mjs WARM-UP-MILLIS TIMED-MILLIS KIND MODULE [WORDS...]
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const [warmUp, timed, kind, file, ...words] = process.argv.slice(2);

function print(what, value) {
  fs.writeSync(1, `${what}\t${value}\n`);
}

const polynomials = new Int32Array(256).map((_, byte) => {
  let value = byte;
  for (let i = 0; i < 8; i++) {
    value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return value;
});

/** CRC-32 of zlib, which this version of node does not offer. */
function checksum(...parts) {
  let value = -1;
  for (const part of parts) {
    for (const byte of part) {
      value = (value >>> 8) ^ polynomials[(value ^ byte) & 255];
    }
  }
  return (~value >>> 0).toString();
}

const module = new WebAssembly.Module(fs.readFileSync(file));

/** An instance with what the libraries need; `answer` gives the results of imports. */
function instantiate(answer) {
  const imports = {};
  for (const wanted of WebAssembly.Module.imports(module)) {
    imports[wanted.module] ??= {};
    imports[wanted.module][wanted.name] = (...values) => answer(wanted.name, values);
  }
  const guest = new WebAssembly.Instance(module, imports).exports;
  guest._initialize?.();
  return guest;
}

function unexpected(name) {
  throw new Error(`the guest calls ${name}`);
}

/** Access to memory, which may be another buffer after each call. */
function memory(guest) {
  const found = Object.values(guest).find((each) => each instanceof WebAssembly.Memory);
  return {
    read: (address, count) => new Uint8Array(found.buffer, address, count).slice(),
    write: (address, bytes) => new Uint8Array(found.buffer).set(bytes, address),
    int: (address) => new DataView(found.buffer).getInt32(address, true),
  };
}

function same(one, other) {
  if (Buffer.compare(one, other) !== 0) {
    throw new Error('decompressed to something else');
  }
}

const kinds = {
  kernel([name, argument]) {
    const guest = instantiate(unexpected);
    const bits = new DataView(new ArrayBuffer(8));
    return () => {
      const result = guest[name](Number(argument));
      if (typeof result === 'bigint') {
        return result.toString();
      }
      bits.setFloat64(0, result);
      return bits.getBigInt64(0).toString();
    };
  },

  async command([input, output, ...args]) {
    const { WASI } = await import('node:wasi');
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lockstep-wasm'));
    fs.copyFileSync(input, path.join(folder, path.basename(input)));
    const printed = path.join(folder, '.printed');
    return () => {
      const stdout = fs.openSync(printed, 'w');
      const wasi = new WASI({ version: 'preview1', args, preopens: { '.': folder }, stdout, returnOnExit: true });
      const status = wasi.start(new WebAssembly.Instance(module, wasi.getImportObject()));
      fs.closeSync(stdout);
      if (status) {
        throw new Error(`${args} ended with status ${status}`);
      }
      const parts = [fs.readFileSync(printed)];
      if (output !== '-') {
        parts.push(fs.readFileSync(path.join(folder, output)));
        fs.unlinkSync(path.join(folder, output));
      }
      return checksum(...parts);
    };
  },

  prism([input]) {
    const source = fs.readFileSync(input);
    const guest = instantiate((name) => (name === 'random_get' ? 0 : unexpected(name)));
    const { read, write } = memory(guest);
    const packed = new Uint8Array(23);
    packed[4] = 1;
    return () => {
      const text = guest.calloc(1, source.length);
      write(text, source);
      const options = guest.calloc(1, packed.length);
      write(options, packed);
      const buffer = guest.calloc(guest.pm_buffer_sizeof(), 1);
      guest.pm_buffer_init(buffer);
      guest.pm_serialize_parse(buffer, text, source.length, options);
      const tree = read(guest.pm_buffer_value(buffer), guest.pm_buffer_length(buffer));
      guest.pm_buffer_free(buffer);
      guest.free(buffer);
      guest.free(options);
      guest.free(text);
      return checksum(tree);
    };
  },

  lz4([input]) {
    const content = fs.readFileSync(input);
    const guest = instantiate(unexpected);
    const { read, write, int } = memory(guest);
    const convert = (name, from) => {
      const result = guest.__wbindgen_add_to_stack_pointer(-16);
      const address = guest.__wbindgen_malloc(from.length);
      write(address, from);
      guest[name](result, address, from.length);
      const to = read(int(result), int(result + 4));
      guest.__wbindgen_free(int(result), int(result + 4));
      guest.__wbindgen_add_to_stack_pointer(16);
      return to;
    };
    return () => {
      const compressed = convert('compress', content);
      same(convert('decompress', compressed), content);
      return checksum(compressed);
    };
  },

  zstd([input]) {
    const content = fs.readFileSync(input);
    const guest = instantiate(unexpected);
    const { g: constructors, i: compressBound, m: compress, r: decompress, s: malloc, t: free } = guest;
    const { read, write } = memory(guest);
    constructors();
    return () => {
      const bound = compressBound(content.length);
      const from = malloc(content.length);
      const to = malloc(bound);
      write(from, content);
      const count = compress(to, bound, from, content.length, 3);
      const compressed = read(to, count);
      write(from, new Uint8Array(content.length));
      decompress(from, content.length, to, count);
      same(read(from, content.length), content);
      free(to);
      free(from);
      return checksum(compressed);
    };
  },

  quickjs([input]) {
    const script = fs.readFileSync(input);
    const guest = instantiate((name) => (['clock_time_get', 'random_get'].includes(name) ? 0 : unexpected(name)));
    const { read, write, int } = memory(guest);
    const check = (status) => {
      if (status !== 0) {
        throw new Error(`QuickJS gave ${status}`);
      }
    };
    const text = (words) => {
      const address = guest.wasm_malloc(words.length + 1);
      write(address, Buffer.concat([words, Buffer.from([0])]));
      return address;
    };
    check(guest.qjs_init());
    return () => {
      const code = text(script);
      const file = text(Buffer.from('script.js'));
      const value = guest.qjs_eval(code, script.length, file, 0);
      check(guest.qjs_is_exception(value));
      const length = guest.wasm_malloc(4);
      const result = guest.qjs_get_string_len(value, length);
      const bytes = read(result, int(length));
      guest.qjs_free_cstring(result);
      guest.qjs_free_value(value);
      [length, file, code].forEach((address) => guest.wasm_free(address));
      return checksum(bytes);
    };
  },

  sqlite([input]) {
    const statements = fs.readFileSync(input, 'utf8').split(';\n').filter((each) => each);
    const answers = ['environ_sizes_get', 'environ_get', 'emscripten_date_now', 'clock_time_get'];
    const guest = instantiate((name) => (answers.includes(name) ? 0 : -1));
    const { read, write, int } = memory(guest);
    guest.emscripten_stack_init();
    guest.__wasm_call_ctors();
    const text = (value) => {
      const bytes = Buffer.from(`${value}\0`);
      const address = guest.malloc(bytes.length);
      write(address, bytes);
      return address;
    };
    const check = (status, expected) => {
      if (status !== expected) {
        throw new Error(`SQLite gave ${status}, not ${expected}`);
      }
    };
    return () => {
      const pointer = guest.malloc(8);
      const name = text(':memory:');
      check(guest.sqlite3_open(name, pointer), 0);
      guest.free(name);
      const database = int(pointer);
      let rows = '';
      for (const sql of statements) {
        const address = text(sql);
        check(guest.sqlite3_prepare_v2(database, address, -1, pointer, 0), 0);
        const statement = int(pointer);
        let status;
        while ((status = guest.sqlite3_step(statement)) === 100) {
          for (let i = 0; i < guest.sqlite3_column_count(statement); i++) {
            const from = guest.sqlite3_column_text(statement, i);
            rows += `${Buffer.from(read(from, guest.sqlite3_column_bytes(statement, i))).toString()}|`;
          }
          rows += '\n';
        }
        check(status, 101);
        check(guest.sqlite3_finalize(statement), 0);
        guest.free(address);
      }
      check(guest.sqlite3_close_v2(database), 0);
      guest.free(pointer);
      return checksum(Buffer.from(rows));
    };
  },
};

function steady(run, expected) {
  const samples = [];
  const start = performance.now();
  let now = start;
  while (samples.length === 0 || now - start < Number(warmUp) + Number(timed)) {
    const warm = now - start >= Number(warmUp);
    const before = now;
    const result = run();
    now = performance.now();
    if (result !== expected) {
      throw new Error(`gave ${expected} and then ${result}`);
    }
    if (warm) {
      samples.push(now - before);
    }
  }
  samples.sort((one, other) => one - other);
  const middle = samples.length >> 1;
  return samples.length % 2 ? samples[middle] : (samples[middle - 1] + samples[middle]) / 2;
}

try {
  const run = await kinds[kind](words);
  const first = run();
  print('first', first);
  print('steady', steady(run, first) * 1e6);
  print('peak', process.resourceUsage().maxRSS * 1024);
} catch (error) {
  print('failure', `${error}`.split('\n')[0]);
}
