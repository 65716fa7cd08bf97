import { configure } from '@testing-library/react';

// Tests of the page wait for what it shows; how long that takes is the machine's affair.
configure({ asyncUtilTimeout: 20_000 });
