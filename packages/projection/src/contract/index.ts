export { projectionContract, type ContractDatabase, type ProjectionContractOptions } from './projection-contract';
export { asJsonb } from '../row-hash';
export { recorded } from './recorded';
export { recordedLog, type RecordedLog, type Told } from './recorded-log';
