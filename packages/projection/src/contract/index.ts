export { projectionContract, type ContractDatabase, type ProjectionContractOptions } from './projection-contract';
export { recordedLog, type RecordedLog, type Told } from './recorded-log';
